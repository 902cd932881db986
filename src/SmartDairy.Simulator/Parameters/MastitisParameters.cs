namespace SmartDairy.Simulator.Parameters;

/// <summary>Udder infections. Lists are of mild, moderate and severe cases.</summary>
public sealed record MastitisParameters
{
    /// <summary>Clinical cases a cow and year in milk.</summary>
    [AllowedRange(0, 20)] public required double CasesPerYear { get; init; }

    /// <summary>How many times as many in the first 30 days of a lactation.</summary>
    [AllowedRange(0, 20)] public required double EarlyFactor { get; init; }

    /// <summary>Chances of a case to be mild or moderate; the rest are severe.</summary>
    [AllowedRange(0, 1, ListLength = 2)] public required double[] Severities { get; init; }

    /// <summary>Share of the cases in the rear quarters.</summary>
    [AllowedRange(0, 1)] public required double Rear { get; init; }

    /// <summary>The quarter's conductivity at its height against healthy, less 1.</summary>
    [AllowedRange(0, 3, ListLength = 3)] public required double[] ConductivityRise { get; init; }

    /// <summary>Deviation of that rise between cases, as a share of it.</summary>
    [AllowedRange(0, 1)] public required double RiseSpread { get; init; }

    /// <summary>Share of the quarter's milk lost at its height.</summary>
    [AllowedRange(0, 1, ListLength = 3)] public required double[] QuarterLoss { get; init; }

    /// <summary>Share of the other quarters' milk lost at its height.</summary>
    [AllowedRange(0, 1, ListLength = 3)] public required double[] OtherLoss { get; init; }

    /// <summary>°C of fever at its height.</summary>
    [AllowedRange(0, 4, ListLength = 3)] public required double[] Fever { get; init; }

    /// <summary>Share of rumination lost at its height.</summary>
    [AllowedRange(0, 1, ListLength = 3)] public required double[] RuminationLoss { get; init; }

    /// <summary>Chance of visible blood in a milking at its height.</summary>
    [AllowedRange(0, 1, ListLength = 3)] public required double[] Blood { get; init; }

    /// <summary>Hours from the first rise to the height.</summary>
    [AllowedRange(2, 240)] public required TruncatedNormal RiseHours { get; init; }

    /// <summary>Hours from the first rise until clots or swelling are to be seen.</summary>
    [AllowedRange(0, 240)] public required TruncatedNormal ClinicalHours { get; init; }

    /// <summary>Days at the height.</summary>
    [AllowedRange(0, 60)] public required TruncatedNormal HeightDays { get; init; }

    /// <summary>Days from the height until all is healthy.</summary>
    [AllowedRange(0.5, 120)] public required TruncatedNormal RecoveryDays { get; init; }

    /// <summary>Chance that a recognised case is treated, and told.</summary>
    [AllowedRange(0, 1)] public required double Treated { get; init; }

    /// <summary>Subclinical rises a cow and year in milk.</summary>
    [AllowedRange(0, 24)] public required double SubclinicalPerYear { get; init; }

    /// <summary>The quarter's conductivity against healthy, less 1.</summary>
    [AllowedRange(0, 2)] public required TruncatedNormal SubclinicalRise { get; init; }

    /// <summary>Days that they last.</summary>
    [AllowedRange(1, 200)] public required TruncatedNormal SubclinicalDays { get; init; }

    /// <summary>Chance of blood in the milk of a healthy udder, a milking.</summary>
    [AllowedRange(0, 1)] public required double FalseBlood { get; init; }
}
