namespace SmartDairy.Simulator.Truth;

public enum TruthSeverity
{
    /// <summary>Of what has no degrees.</summary>
    None,
    Mild,
    Moderate,
    Severe,
}
