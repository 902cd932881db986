namespace SmartDairy.Analytics.Cows.Episodes;

/// <summary>Names of the detectors with versions. A version changes whenever the same input may give other findings.</summary>
internal static class DetectorNames
{
    /// <summary>The variant of <see cref="FindingKind.Mastitis"/> without quarters.</summary>
    public const int CompositeMilk = 1;

    public static string For(FindingKind kind, int variant) => kind switch
    {
        FindingKind.Estrus => "heat/1",
        FindingKind.Mastitis => variant == CompositeMilk ? "mastitis-single/1" : "mastitis/1",
        FindingKind.Illness => "illness/1",
        FindingKind.HeatStress => "heat-stress/1",
        FindingKind.Calving => "calving/1",
        FindingKind.NoMovement => "no-movement/1",
        _ => "lameness/1",
    };
}
