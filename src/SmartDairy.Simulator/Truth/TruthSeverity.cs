namespace SmartDairy.Simulator.Truth;

public enum TruthSeverity
{
    /// <summary>For kinds without degrees.</summary>
    None,
    Mild,
    Moderate,
    Severe,
}
