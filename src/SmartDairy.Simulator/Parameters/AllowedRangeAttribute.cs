namespace SmartDairy.Simulator.Parameters;

/// <summary>
/// The range of a parameter, both ends included. For a <see cref="TruncatedNormal"/> the range applies to mean, least and most; for a list,
/// to each number.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AllowedRangeAttribute(double from, double to) : Attribute
{
    public double Min { get; } = from;

    public double Max { get; } = to;

    /// <summary>Length of a list; 0 for a parameter that is not a list.</summary>
    public int ListLength { get; init; }
}
