namespace SmartDairy.Simulator.Parameters;

/// <summary>When she is inseminated, and what becomes of it; what people tell of it is after the fact.</summary>
public sealed record FertilityParameters
{
    /// <summary>Days from calving before which she is not inseminated.</summary>
    [Allowed(20, 300)] public required Spread Waiting { get; init; }

    /// <summary>Share of visible estruses that the herdsman notices and uses.</summary>
    [Allowed(0, 1)] public required double Noticed { get; init; }

    /// <summary>Hours from the onset to the insemination.</summary>
    [Allowed(0, 48)] public required Spread InseminationDelay { get; init; }

    /// <summary>Chance that an insemination takes.</summary>
    [Allowed(0, 1)] public required double Conception { get; init; }

    /// <summary>Days from calving after which she is inseminated whether anything was seen or not, and conceives.</summary>
    [Allowed(50, 600)] public required double Latest { get; init; }

    /// <summary>Days.</summary>
    [Allowed(260, 300)] public required Spread Gestation { get; init; }

    /// <summary>Days from insemination to the pregnancy check.</summary>
    [Allowed(20, 90)] public required Spread Check { get; init; }

    /// <summary>Days dry before calving.</summary>
    [Allowed(20, 120)] public required Spread Dry { get; init; }
}
