namespace SmartDairy.Simulator.Parameters;

/// <summary>Inseminations and their outcome. People record them after the fact.</summary>
public sealed record FertilityParameters
{
    /// <summary>Voluntary waiting period: days from calving without insemination.</summary>
    [AllowedRange(20, 300)] public required TruncatedNormal Waiting { get; init; }

    /// <summary>Share of visible estruses that the herdsman notices and uses.</summary>
    [AllowedRange(0, 1)] public required double Noticed { get; init; }

    /// <summary>Hours from the onset to the insemination.</summary>
    [AllowedRange(0, 48)] public required TruncatedNormal InseminationDelay { get; init; }

    /// <summary>Chance of conception at an insemination.</summary>
    [AllowedRange(0, 1)] public required double Conception { get; init; }

    /// <summary>Days from calving after which the cow is inseminated without an observed heat, and conceives.</summary>
    [AllowedRange(50, 600)] public required double Latest { get; init; }

    /// <summary>Gestation, days.</summary>
    [AllowedRange(260, 300)] public required TruncatedNormal Gestation { get; init; }

    /// <summary>Days from insemination to the pregnancy check.</summary>
    [AllowedRange(20, 90)] public required TruncatedNormal Check { get; init; }

    /// <summary>Dry period before calving, days.</summary>
    [AllowedRange(20, 120)] public required TruncatedNormal Dry { get; init; }
}
