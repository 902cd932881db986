namespace SmartDairy.Contracts.Animals;

/// <summary>Values of one collar for one hour. NaN where the collar reported nothing.</summary>
/// <param name="Hour">Start of the hour, in hours since 1970-01-01T00:00Z.</param>
/// <param name="Activity">Mean activity score, in the collar's own unit.</param>
/// <param name="Rumination">Minutes of rumination, 0 to 60.</param>
/// <param name="Eating">Minutes of eating, 0 to 60.</param>
/// <param name="Resting">Minutes of resting, 0 to 60.</param>
/// <param name="Temperature">Mean temperature, °C.</param>
/// <param name="MessageCount">Number of messages the values were computed from.</param>
[GenerateSerializer, Immutable, Alias("observed-hour")]
public readonly record struct ReportedCollarHour(
    [property: Id(0)] long Hour,
    [property: Id(1)] double Activity,
    [property: Id(2)] double Rumination,
    [property: Id(3)] double Eating,
    [property: Id(4)] double Resting,
    [property: Id(5)] double Temperature,
    [property: Id(6)] int MessageCount);
