namespace SmartDairy.Simulator.Parameters;

/// <summary>A metabolic illness of the first weeks after calving, or one that looks like it. Losses are shares at its height.</summary>
public sealed record IllnessParameters
{
    /// <summary>Chance of a case in a lactation; half of it in the first one.</summary>
    [Allowed(0, 1)] public required double Incidence { get; init; }

    /// <summary>Days from calving until it is recognised.</summary>
    [Allowed(1, 100)] public required Spread Day { get; init; }

    /// <summary>Days from its first effects until it is recognised.</summary>
    [Allowed(0, 15)] public required Spread Lead { get; init; }

    [Allowed(0, 1)] public required Spread RuminationLoss { get; init; }

    [Allowed(0, 1)] public required Spread EatingLoss { get; init; }

    [Allowed(0, 1)] public required Spread ActivityLoss { get; init; }

    [Allowed(0, 1)] public required Spread MilkLoss { get; init; }

    /// <summary>°C.</summary>
    [Allowed(-2, 4)] public required Spread Fever { get; init; }

    /// <summary>Days from being recognised until it is over.</summary>
    [Allowed(0.5, 60)] public required Spread RecoveryDays { get; init; }
}
