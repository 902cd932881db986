namespace SmartDairy.Simulator.Parameters;

/// <summary>Signs of calving that a collar can measure.</summary>
public sealed record CalvingParameters
{
    /// <summary>Hours before calving in which rumination and temperature are lower.</summary>
    [AllowedRange(1, 96)] public required TruncatedNormal SignHours { get; init; }

    /// <summary>Share of rumination lost in those hours.</summary>
    [AllowedRange(-1, 1)] public required TruncatedNormal RuminationLoss { get; init; }

    /// <summary>Fall of temperature in those hours, °C.</summary>
    [AllowedRange(-1, 2)] public required TruncatedNormal TemperatureFall { get; init; }

    /// <summary>Hours before calving in which the cow is restless.</summary>
    [AllowedRange(0, 48)] public required TruncatedNormal RestlessHours { get; init; }

    /// <summary>Rise of ln activity in those hours.</summary>
    [AllowedRange(-1, 2)] public required TruncatedNormal Restlessness { get; init; }

    /// <summary>Days after calving until rumination is as usual.</summary>
    [AllowedRange(0, 30)] public required TruncatedNormal RecoveryDays { get; init; }

    /// <summary>Share of rumination lost on the day after calving.</summary>
    [AllowedRange(0, 1)] public required TruncatedNormal RecoveryLoss { get; init; }
}
