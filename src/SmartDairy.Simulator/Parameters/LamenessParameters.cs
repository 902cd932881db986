namespace SmartDairy.Simulator.Parameters;

/// <summary>Lame cows. Losses are shares at its height.</summary>
public sealed record LamenessParameters
{
    [AllowedRange(0, 6)] public required double CasesPerYear { get; init; }

    /// <summary>Days until the height.</summary>
    [AllowedRange(0.5, 60)] public required TruncatedNormal OnsetDays { get; init; }

    /// <summary>Days from the first limping until it is recognised and treated.</summary>
    [AllowedRange(0, 120)] public required TruncatedNormal RecognisedDays { get; init; }

    /// <summary>Days from the treatment until she is sound.</summary>
    [AllowedRange(1, 120)] public required TruncatedNormal RecoveryDays { get; init; }

    [AllowedRange(0, 1)] public required TruncatedNormal ActivityLoss { get; init; }

    [AllowedRange(0, 1)] public required TruncatedNormal EatingLoss { get; init; }

    [AllowedRange(0, 1)] public required TruncatedNormal MilkLoss { get; init; }
}
