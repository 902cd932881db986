namespace SmartDairy.Simulator.Parameters;

/// <summary>When she is inseminated, and what becomes of it; what people tell of it is after the fact.</summary>
public sealed record FertilityParameters
{
    /// <summary>Days from calving before which she is not inseminated.</summary>
    [AllowedRange(20, 300)] public required TruncatedNormal Waiting { get; init; }

    /// <summary>Share of visible estruses that the herdsman notices and uses.</summary>
    [AllowedRange(0, 1)] public required double Noticed { get; init; }

    /// <summary>Hours from the onset to the insemination.</summary>
    [AllowedRange(0, 48)] public required TruncatedNormal InseminationDelay { get; init; }

    /// <summary>Chance that an insemination takes.</summary>
    [AllowedRange(0, 1)] public required double Conception { get; init; }

    /// <summary>Days from calving after which she is inseminated whether anything was seen or not, and conceives.</summary>
    [AllowedRange(50, 600)] public required double Latest { get; init; }

    /// <summary>Days.</summary>
    [AllowedRange(260, 300)] public required TruncatedNormal Gestation { get; init; }

    /// <summary>Days from insemination to the pregnancy check.</summary>
    [AllowedRange(20, 90)] public required TruncatedNormal Check { get; init; }

    /// <summary>Days dry before calving.</summary>
    [AllowedRange(20, 120)] public required TruncatedNormal Dry { get; init; }
}
