namespace SmartDairy.Simulator.Parameters;

/// <summary>What a collar can see of a calving.</summary>
public sealed record CalvingParameters
{
    /// <summary>Hours before calving in which she ruminates less and is cooler.</summary>
    [Allowed(1, 96)] public required Spread SignHours { get; init; }

    /// <summary>Share of rumination lost in those hours.</summary>
    [Allowed(-1, 1)] public required Spread RuminationLoss { get; init; }

    /// <summary>°C that she is cooler.</summary>
    [Allowed(-1, 2)] public required Spread TemperatureFall { get; init; }

    /// <summary>Hours before calving in which she is restless.</summary>
    [Allowed(0, 48)] public required Spread RestlessHours { get; init; }

    /// <summary>Of ln activity in those hours.</summary>
    [Allowed(-1, 2)] public required Spread Restlessness { get; init; }

    /// <summary>Days after calving until she ruminates as usual.</summary>
    [Allowed(0, 30)] public required Spread RecoveryDays { get; init; }

    /// <summary>Share of rumination lost on the day after calving.</summary>
    [Allowed(0, 1)] public required Spread RecoveryLoss { get; init; }
}
