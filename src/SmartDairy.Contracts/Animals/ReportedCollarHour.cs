namespace SmartDairy.Contracts.Animals;

/// <summary>What a collar told of one hour. NaN where it told nothing.</summary>
/// <param name="Hour">Hours since 1970-01-01T00:00Z; the hour begins there.</param>
/// <param name="Activity">Mean of the activity scores, in the collar's own unit.</param>
/// <param name="Rumination">Minutes, 0 to 60.</param>
/// <param name="Eating">Minutes, 0 to 60.</param>
/// <param name="Resting">Minutes, 0 to 60.</param>
/// <param name="Temperature">Mean, °C.</param>
/// <param name="MessageCount">Messages it was put together from.</param>
[GenerateSerializer, Immutable, Alias("observed-hour")]
public readonly record struct ReportedCollarHour(
    [property: Id(0)] long Hour,
    [property: Id(1)] double Activity,
    [property: Id(2)] double Rumination,
    [property: Id(3)] double Eating,
    [property: Id(4)] double Resting,
    [property: Id(5)] double Temperature,
    [property: Id(6)] int MessageCount);
