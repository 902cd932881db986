namespace SmartDairy.Simulator.Parameters;

/// <summary>Lameness. Losses are shares at the peak.</summary>
public sealed record LamenessParameters
{
    [AllowedRange(0, 6)] public required double CasesPerYear { get; init; }

    /// <summary>Days from the onset to the peak.</summary>
    [AllowedRange(0.5, 60)] public required TruncatedNormal OnsetDays { get; init; }

    /// <summary>Days from the onset to recognition and treatment.</summary>
    [AllowedRange(0, 120)] public required TruncatedNormal RecognisedDays { get; init; }

    /// <summary>Days from treatment to recovery.</summary>
    [AllowedRange(1, 120)] public required TruncatedNormal RecoveryDays { get; init; }

    [AllowedRange(0, 1)] public required TruncatedNormal ActivityLoss { get; init; }

    [AllowedRange(0, 1)] public required TruncatedNormal EatingLoss { get; init; }

    [AllowedRange(0, 1)] public required TruncatedNormal MilkLoss { get; init; }
}
