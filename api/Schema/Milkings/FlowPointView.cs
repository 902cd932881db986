using GraphQL;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Api.Schema.Milkings;

/// <summary>One point of a milking's curves. Values the meter did not report are null.</summary>
[Name("FlowPoint")]
public sealed record FlowPointView(int Second, double? Litres, double? Flow, double? Conductivity)
{
    /// <summary>Seconds since the milking started.</summary>
    public int Second { get; } = Second;

    /// <summary>Milk since the milking started, in litres; null when not reported.</summary>
    public double? Litres { get; } = Litres;

    /// <summary>Mean milk flow since the previous point, in L/min; null when not reported.</summary>
    public double? Flow { get; } = Flow;

    /// <summary>Electrical conductivity of the milk, in mS/cm; null when not reported.</summary>
    public double? Conductivity { get; } = Conductivity;

    internal static FlowPointView From(FlowPoint point)
        => new(point.Second, FiniteOrNull(point.Litres), FiniteOrNull(point.Flow), FiniteOrNull(point.Conductivity));

    private static double? FiniteOrNull(double value) => double.IsFinite(value) ? value : null;
}
