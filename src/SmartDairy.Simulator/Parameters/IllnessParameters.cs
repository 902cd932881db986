namespace SmartDairy.Simulator.Parameters;

/// <summary>A metabolic illness of the first weeks after calving, or one that looks like it. Losses are shares at its height.</summary>
public sealed record IllnessParameters
{
    /// <summary>Chance of a case in a lactation; half of it in the first one.</summary>
    [AllowedRange(0, 1)] public required double Incidence { get; init; }

    /// <summary>Days from calving until it is recognised.</summary>
    [AllowedRange(1, 100)] public required TruncatedNormal Day { get; init; }

    /// <summary>Days from its first effects until it is recognised.</summary>
    [AllowedRange(0, 15)] public required TruncatedNormal Lead { get; init; }

    [AllowedRange(0, 1)] public required TruncatedNormal RuminationLoss { get; init; }

    [AllowedRange(0, 1)] public required TruncatedNormal EatingLoss { get; init; }

    [AllowedRange(0, 1)] public required TruncatedNormal ActivityLoss { get; init; }

    [AllowedRange(0, 1)] public required TruncatedNormal MilkLoss { get; init; }

    /// <summary>°C.</summary>
    [AllowedRange(-2, 4)] public required TruncatedNormal Fever { get; init; }

    /// <summary>Days from being recognised until it is over.</summary>
    [AllowedRange(0.5, 60)] public required TruncatedNormal RecoveryDays { get; init; }
}
