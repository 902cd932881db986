namespace SmartDairy.Simulator.Parameters;

/// <summary>What a collar makes of a cow.</summary>
public sealed record CollarParameters
{
    /// <summary>Of ln activity, between collars.</summary>
    [Allowed(0, 1)] public required double GainSpread { get; init; }

    /// <summary>Of ln activity, from message to message.</summary>
    [Allowed(0, 2)] public required double ActivityNoise { get; init; }

    /// <summary>°C that it reads too low, between collars.</summary>
    [Allowed(0, 5)] public required double TemperatureOffset { get; init; }

    /// <summary>°C, from message to message.</summary>
    [Allowed(0, 3)] public required double TemperatureNoise { get; init; }

    /// <summary>Share of messages that never arrive.</summary>
    [Allowed(0, 1)] public required double Missing { get; init; }

    /// <summary>Gaps a collar and year, when a gateway or a collar is out of reach.</summary>
    [Allowed(0, 50)] public required double GapsPerYear { get; init; }

    /// <summary>Hours of a gap.</summary>
    [Allowed(0.5, 240)] public required Spread GapHours { get; init; }

    /// <summary>Times a collar and year that it hangs loose or moves.</summary>
    [Allowed(0, 50)] public required double LoosePerYear { get; init; }

    /// <summary>Days of that.</summary>
    [Allowed(0.1, 60)] public required Spread LooseDays { get; init; }

    /// <summary>Of ln activity while it is loose, to either side.</summary>
    [Allowed(0, 2)] public required Spread LooseActivity { get; init; }

    /// <summary>Share of rumination that it misses while it is loose.</summary>
    [Allowed(0, 1)] public required Spread LooseRuminationLoss { get; init; }

    /// <summary>Times a collar and year that it is lost and lies still.</summary>
    [Allowed(0, 50)] public required double LostPerYear { get; init; }

    /// <summary>Days until it is found.</summary>
    [Allowed(0.1, 60)] public required Spread LostDays { get; init; }

    /// <summary>Times a pair of collars and year that they are put back on the wrong cows.</summary>
    [Allowed(0, 50)] public required double SwapsPerYear { get; init; }

    /// <summary>Days until it is found out.</summary>
    [Allowed(0.1, 120)] public required Spread SwapDays { get; init; }

    /// <summary>Months that a battery lasts without sending.</summary>
    [Allowed(1, 240)] public required double StandbyMonths { get; init; }

    /// <summary>Months that a battery lasts with a message an hour; less than standby.</summary>
    [Allowed(1, 240)] public required double HourlyMonths { get; init; }
}
