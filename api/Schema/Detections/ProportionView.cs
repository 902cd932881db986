using GraphQL;
using SmartDairy.Analytics.Accuracy;
using SmartDairy.Herd.Detections;

namespace SmartDairy.Api.Schema.Detections;

/// <summary>A proportion with its 95 % confidence interval.</summary>
[Name("Proportion")]
public sealed record ProportionView(double Value, double Low, double High)
{
    /// <summary>Observed proportion, from 0 to 1.</summary>
    public double Value { get; } = Value;

    /// <summary>Lower bound of the 95 % interval, 0 to 1.</summary>
    public double Low { get; } = Low;

    /// <summary>Upper bound of the 95 % interval, 0 to 1.</summary>
    public double High { get; } = High;

    /// <summary>Null when nothing was counted.</summary>
    internal static ProportionView? From(int hits, int all) => all == 0 ? null : From(Proportion.FromCounts(hits, all));

    /// <summary>Null for null.</summary>
    internal static ProportionView? From(PublishedProportion? proportion)
        => proportion is null ? null : new(proportion.Value, proportion.Low, proportion.High);

    private static ProportionView From(Proportion proportion) => new(proportion.Value, proportion.Low, proportion.High);
}
