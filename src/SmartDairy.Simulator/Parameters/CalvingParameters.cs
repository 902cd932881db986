namespace SmartDairy.Simulator.Parameters;

/// <summary>What a collar can see of a calving.</summary>
public sealed record CalvingParameters
{
    /// <summary>Hours before calving in which she ruminates less and is cooler.</summary>
    [AllowedRange(1, 96)] public required TruncatedNormal SignHours { get; init; }

    /// <summary>Share of rumination lost in those hours.</summary>
    [AllowedRange(-1, 1)] public required TruncatedNormal RuminationLoss { get; init; }

    /// <summary>°C that she is cooler.</summary>
    [AllowedRange(-1, 2)] public required TruncatedNormal TemperatureFall { get; init; }

    /// <summary>Hours before calving in which she is restless.</summary>
    [AllowedRange(0, 48)] public required TruncatedNormal RestlessHours { get; init; }

    /// <summary>Of ln activity in those hours.</summary>
    [AllowedRange(-1, 2)] public required TruncatedNormal Restlessness { get; init; }

    /// <summary>Days after calving until she ruminates as usual.</summary>
    [AllowedRange(0, 30)] public required TruncatedNormal RecoveryDays { get; init; }

    /// <summary>Share of rumination lost on the day after calving.</summary>
    [AllowedRange(0, 1)] public required TruncatedNormal RecoveryLoss { get; init; }
}
