namespace SmartDairy.Simulator.Parameters;

/// <summary>Measurement errors, faults and battery of collars.</summary>
public sealed record CollarParameters
{
    /// <summary>Standard deviation of ln activity between collars.</summary>
    [AllowedRange(0, 1)] public required double GainSpread { get; init; }

    /// <summary>Standard deviation of ln activity from message to message.</summary>
    [AllowedRange(0, 2)] public required double ActivityNoise { get; init; }

    /// <summary>Standard deviation between collars of the amount by which the temperature reads too low, °C.</summary>
    [AllowedRange(0, 5)] public required double TemperatureOffset { get; init; }

    /// <summary>Standard deviation of temperature from message to message, °C.</summary>
    [AllowedRange(0, 3)] public required double TemperatureNoise { get; init; }

    /// <summary>Share of messages that never arrive.</summary>
    [AllowedRange(0, 1)] public required double Missing { get; init; }

    /// <summary>Gaps per collar and year, when a gateway or a collar is out of reach.</summary>
    [AllowedRange(0, 50)] public required double GapsPerYear { get; init; }

    /// <summary>Duration of a gap, hours.</summary>
    [AllowedRange(0.5, 240)] public required TruncatedNormal GapHours { get; init; }

    /// <summary>Times per collar and year that the collar is loose.</summary>
    [AllowedRange(0, 50)] public required double LoosePerYear { get; init; }

    /// <summary>Duration of a loose collar, days.</summary>
    [AllowedRange(0.1, 60)] public required TruncatedNormal LooseDays { get; init; }

    /// <summary>Shift of ln activity of a loose collar, to either side.</summary>
    [AllowedRange(0, 2)] public required TruncatedNormal LooseActivity { get; init; }

    /// <summary>Share of rumination missed by a loose collar.</summary>
    [AllowedRange(0, 1)] public required TruncatedNormal LooseRuminationLoss { get; init; }

    /// <summary>Times per collar and year that the collar is lost and lies still.</summary>
    [AllowedRange(0, 50)] public required double LostPerYear { get; init; }

    /// <summary>Days until a lost collar is found.</summary>
    [AllowedRange(0.1, 60)] public required TruncatedNormal LostDays { get; init; }

    /// <summary>Times per pair of collars and year that the collars are swapped.</summary>
    [AllowedRange(0, 50)] public required double SwapsPerYear { get; init; }

    /// <summary>Days until a swap is discovered.</summary>
    [AllowedRange(0.1, 120)] public required TruncatedNormal SwapDays { get; init; }

    /// <summary>Battery life without sending, months.</summary>
    [AllowedRange(1, 240)] public required double StandbyMonths { get; init; }

    /// <summary>Battery life at one message an hour, months; less than standby.</summary>
    [AllowedRange(1, 240)] public required double HourlyMonths { get; init; }
}
