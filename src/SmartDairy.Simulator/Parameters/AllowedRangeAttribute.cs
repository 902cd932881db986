namespace SmartDairy.Simulator.Parameters;

/// <summary>The range of a parameter, both ends included. Of a <see cref="TruncatedNormal"/> it holds for mean, least and most; of a list for each number.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AllowedRangeAttribute(double from, double to) : Attribute
{
    public double Min { get; } = from;

    public double Max { get; } = to;

    /// <summary>How many numbers a list has; 0 for what is no list.</summary>
    public int ListLength { get; init; }
}
