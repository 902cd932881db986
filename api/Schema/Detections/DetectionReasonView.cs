using GraphQL;
using SmartDairy.Contracts.Detections;

namespace SmartDairy.Api.Schema.Detections;

/// <summary>One piece of a detection's evidence.</summary>
[Name("DetectionReason")]
public sealed record DetectionReasonView(string Code, double? Value, double? Usual, double Weight, string Text)
{
    /// <summary>What was looked at, e.g. activity, rumination, conductivity-LF.</summary>
    public string Code { get; } = Code;

    /// <summary>As measured, in the unit of its metric; null when there is none.</summary>
    public double? Value { get; } = Value;

    /// <summary>What was expected; null when there is none.</summary>
    public double? Usual { get; } = Usual;

    /// <summary>Its part in the score, -1 to 1.</summary>
    public double Weight { get; } = Weight;

    /// <summary>A sentence.</summary>
    public string Text { get; } = Text;

    internal static DetectionReasonView From(DetectionReason reason) =>
        new(reason.Code, reason.Value.FiniteOrNull(), reason.Usual.FiniteOrNull(), reason.Weight.FiniteOrNull() ?? 0, reason.Text);
}
