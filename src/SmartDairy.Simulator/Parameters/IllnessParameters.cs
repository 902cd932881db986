namespace SmartDairy.Simulator.Parameters;

/// <summary>A metabolic or uterine illness of the first weeks after calving. Losses are shares at the peak of the illness.</summary>
public sealed record IllnessParameters
{
    /// <summary>Mean chance of a case per lactation; × 0.6 in the first, × 1.25 in later ones.</summary>
    [AllowedRange(0, 1)] public required double Incidence { get; init; }

    /// <summary>Days from calving to recognition.</summary>
    [AllowedRange(1, 100)] public required TruncatedNormal Day { get; init; }

    /// <summary>Days from the first effects to recognition.</summary>
    [AllowedRange(0, 15)] public required TruncatedNormal Lead { get; init; }

    [AllowedRange(0, 1)] public required TruncatedNormal RuminationLoss { get; init; }

    [AllowedRange(0, 1)] public required TruncatedNormal EatingLoss { get; init; }

    [AllowedRange(0, 1)] public required TruncatedNormal ActivityLoss { get; init; }

    [AllowedRange(0, 1)] public required TruncatedNormal MilkLoss { get; init; }

    /// <summary>Rise of temperature at the peak, °C.</summary>
    [AllowedRange(-2, 4)] public required TruncatedNormal Fever { get; init; }

    /// <summary>Days from recognition to the end.</summary>
    [AllowedRange(0.5, 60)] public required TruncatedNormal RecoveryDays { get; init; }
}
