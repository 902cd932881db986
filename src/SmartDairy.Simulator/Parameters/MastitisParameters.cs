namespace SmartDairy.Simulator.Parameters;

/// <summary>Udder infections. Lists hold one number each for mild, moderate and severe cases.</summary>
public sealed record MastitisParameters
{
    /// <summary>Clinical cases per cow and year in milk.</summary>
    [AllowedRange(0, 20)] public required double CasesPerYear { get; init; }

    /// <summary>Factor on cases in the first 30 days of a lactation.</summary>
    [AllowedRange(0, 20)] public required double EarlyFactor { get; init; }

    /// <summary>Shares of mild and of moderate cases; the rest are severe.</summary>
    [AllowedRange(0, 1, ListLength = 2)] public required double[] Severities { get; init; }

    /// <summary>Share of the cases in the rear quarters.</summary>
    [AllowedRange(0, 1)] public required double Rear { get; init; }

    /// <summary>Relative rise of the quarter's conductivity at the peak.</summary>
    [AllowedRange(0, 3, ListLength = 3)] public required double[] ConductivityRise { get; init; }

    /// <summary>Standard deviation of that rise between cases, as a share of the rise.</summary>
    [AllowedRange(0, 1)] public required double RiseSpread { get; init; }

    /// <summary>Share of the quarter's milk lost at the peak.</summary>
    [AllowedRange(0, 1, ListLength = 3)] public required double[] QuarterLoss { get; init; }

    /// <summary>Share of the other quarters' milk lost at the peak.</summary>
    [AllowedRange(0, 1, ListLength = 3)] public required double[] OtherLoss { get; init; }

    /// <summary>Rise of temperature, °C, at the peak.</summary>
    [AllowedRange(0, 4, ListLength = 3)] public required double[] Fever { get; init; }

    /// <summary>Share of rumination lost at the peak.</summary>
    [AllowedRange(0, 1, ListLength = 3)] public required double[] RuminationLoss { get; init; }

    /// <summary>Chance of visible blood in a milking at the peak.</summary>
    [AllowedRange(0, 1, ListLength = 3)] public required double[] Blood { get; init; }

    /// <summary>Hours from the first rise to the peak.</summary>
    [AllowedRange(2, 240)] public required TruncatedNormal RiseHours { get; init; }

    /// <summary>Hours from the first rise to visible clots or swelling.</summary>
    [AllowedRange(0, 240)] public required TruncatedNormal ClinicalHours { get; init; }

    /// <summary>Days at the peak.</summary>
    [AllowedRange(0, 60)] public required TruncatedNormal HeightDays { get; init; }

    /// <summary>Days from the end of the peak to recovery.</summary>
    [AllowedRange(0.5, 120)] public required TruncatedNormal RecoveryDays { get; init; }

    /// <summary>Chance that a recognised case is treated and recorded.</summary>
    [AllowedRange(0, 1)] public required double Treated { get; init; }

    /// <summary>Subclinical infections per cow and year in milk.</summary>
    [AllowedRange(0, 24)] public required double SubclinicalPerYear { get; init; }

    /// <summary>Relative rise of the quarter's conductivity in a subclinical infection.</summary>
    [AllowedRange(0, 2)] public required TruncatedNormal SubclinicalRise { get; init; }

    /// <summary>Duration of a subclinical infection, days.</summary>
    [AllowedRange(1, 200)] public required TruncatedNormal SubclinicalDays { get; init; }

    /// <summary>Chance of blood in the milk of a healthy udder, per milking.</summary>
    [AllowedRange(0, 1)] public required double FalseBlood { get; init; }
}
