namespace SmartDairy.Simulator.Parameters;

/// <summary>Lame cows. Losses are shares at its height.</summary>
public sealed record LamenessParameters
{
    [Allowed(0, 6)] public required double CasesPerYear { get; init; }

    /// <summary>Days until the height.</summary>
    [Allowed(0.5, 60)] public required Spread OnsetDays { get; init; }

    /// <summary>Days from the first limping until it is recognised and treated.</summary>
    [Allowed(0, 120)] public required Spread RecognisedDays { get; init; }

    /// <summary>Days from the treatment until she is sound.</summary>
    [Allowed(1, 120)] public required Spread RecoveryDays { get; init; }

    [Allowed(0, 1)] public required Spread ActivityLoss { get; init; }

    [Allowed(0, 1)] public required Spread EatingLoss { get; init; }

    [Allowed(0, 1)] public required Spread MilkLoss { get; init; }
}
