namespace SmartDairy.Simulator.Parameters;

/// <summary>A quantity that differs from case to case: roughly normal, cut off at both ends.</summary>
/// <param name="Mean">Before it is cut off.</param>
/// <param name="Deviation">Standard deviation before it is cut off, at least 0.</param>
/// <param name="Min">No case lies below it; at most the mean.</param>
/// <param name="Max">No case lies above it; at least the mean.</param>
public sealed record TruncatedNormal(double Mean, double Deviation, double Min, double Max)
{
    /// <summary>The case that a standard normal draw picks.</summary>
    internal double FromStandardNormal(double normal) => Math.Clamp(Mean + (Deviation * normal), Min, Max);
}
