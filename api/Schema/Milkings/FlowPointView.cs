using GraphQL;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Api.Schema.Milkings;

/// <summary>One point of a milking's curves. Null where the meter did not say.</summary>
[Name("FlowPoint")]
public sealed record FlowPointView(int Second, double? Litres, double? Flow, double? Conductivity)
{
    /// <summary>Since the milking began.</summary>
    public int Second { get; } = Second;

    /// <summary>Litres so far.</summary>
    public double? Litres { get; } = Litres;

    /// <summary>Litres a minute since the point before.</summary>
    public double? Flow { get; } = Flow;

    /// <summary>mS/cm.</summary>
    public double? Conductivity { get; } = Conductivity;

    internal static FlowPointView From(FlowPoint point) => new(point.Second, FiniteOrNull(point.Litres), FiniteOrNull(point.Flow), FiniteOrNull(point.Conductivity));

    private static double? FiniteOrNull(double value) => double.IsFinite(value) ? value : null;
}
