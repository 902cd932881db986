namespace SmartDairy.Simulator.Parameters;

/// <summary>What a collar makes of a cow.</summary>
public sealed record CollarParameters
{
    /// <summary>Of ln activity, between collars.</summary>
    [AllowedRange(0, 1)] public required double GainSpread { get; init; }

    /// <summary>Of ln activity, from message to message.</summary>
    [AllowedRange(0, 2)] public required double ActivityNoise { get; init; }

    /// <summary>°C that it reads too low, between collars.</summary>
    [AllowedRange(0, 5)] public required double TemperatureOffset { get; init; }

    /// <summary>°C, from message to message.</summary>
    [AllowedRange(0, 3)] public required double TemperatureNoise { get; init; }

    /// <summary>Share of messages that never arrive.</summary>
    [AllowedRange(0, 1)] public required double Missing { get; init; }

    /// <summary>Gaps a collar and year, when a gateway or a collar is out of reach.</summary>
    [AllowedRange(0, 50)] public required double GapsPerYear { get; init; }

    /// <summary>Hours of a gap.</summary>
    [AllowedRange(0.5, 240)] public required TruncatedNormal GapHours { get; init; }

    /// <summary>Times a collar and year that it hangs loose or moves.</summary>
    [AllowedRange(0, 50)] public required double LoosePerYear { get; init; }

    /// <summary>Days of that.</summary>
    [AllowedRange(0.1, 60)] public required TruncatedNormal LooseDays { get; init; }

    /// <summary>Of ln activity while it is loose, to either side.</summary>
    [AllowedRange(0, 2)] public required TruncatedNormal LooseActivity { get; init; }

    /// <summary>Share of rumination that it misses while it is loose.</summary>
    [AllowedRange(0, 1)] public required TruncatedNormal LooseRuminationLoss { get; init; }

    /// <summary>Times a collar and year that it is lost and lies still.</summary>
    [AllowedRange(0, 50)] public required double LostPerYear { get; init; }

    /// <summary>Days until it is found.</summary>
    [AllowedRange(0.1, 60)] public required TruncatedNormal LostDays { get; init; }

    /// <summary>Times a pair of collars and year that they are put back on the wrong cows.</summary>
    [AllowedRange(0, 50)] public required double SwapsPerYear { get; init; }

    /// <summary>Days until it is found out.</summary>
    [AllowedRange(0.1, 120)] public required TruncatedNormal SwapDays { get; init; }

    /// <summary>Months that a battery lasts without sending.</summary>
    [AllowedRange(1, 240)] public required double StandbyMonths { get; init; }

    /// <summary>Months that a battery lasts with a message an hour; less than standby.</summary>
    [AllowedRange(1, 240)] public required double HourlyMonths { get; init; }
}
