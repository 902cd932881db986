namespace SmartDairy.Contracts.Milking;

/// <summary>Values of one quarter in a milking. A value is null when the meter did not report it.</summary>
[GenerateSerializer, Immutable, Alias("quarter-milking")]
public sealed record QuarterMilking
{
    [Id(0)] public required Quarter Quarter { get; init; }

    /// <summary>Milk of the quarter, L.</summary>
    [Id(1)] public double? Litres { get; init; }

    /// <summary>Conductivity of the quarter's milk, mS/cm.</summary>
    [Id(2)] public double? Conductivity { get; init; }

    /// <summary>Average flow of the milk, L/min.</summary>
    [Id(3)] public double? AverageFlow { get; init; }

    /// <summary>Peak flow of the milk, L/min.</summary>
    [Id(4)] public double? PeakFlow { get; init; }

    [Id(5)] public int? DurationSeconds { get; init; }

    [Id(6)] public bool? BloodDetected { get; init; }
}
