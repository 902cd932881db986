namespace SmartDairy.Simulator.Parameters;

/// <summary>A quantity that varies between cases: approximately normal, clamped at both ends.</summary>
/// <param name="Mean">Mean before clamping.</param>
/// <param name="Deviation">Standard deviation before clamping, at least 0.</param>
/// <param name="Min">Lower bound; at most the mean.</param>
/// <param name="Max">Upper bound; at least the mean.</param>
public sealed record TruncatedNormal(double Mean, double Deviation, double Min, double Max)
{
    /// <summary>The value for a standard normal draw.</summary>
    internal double FromStandardNormal(double normal) => Math.Clamp(Mean + (Deviation * normal), Min, Max);
}
