namespace SmartDairy.Analytics.Lactation;

/// <summary>Whole milk weighs 1.03 kg a litre.</summary>
public static class MilkDensity
{
    public const double KilogramsPerLitre = 1.03;
}
