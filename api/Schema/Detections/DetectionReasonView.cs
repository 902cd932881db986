using GraphQL;
using SmartDairy.Contracts.Detections;

namespace SmartDairy.Api.Schema.Detections;

/// <summary>One piece of evidence for a detection.</summary>
[Name("DetectionReason")]
public sealed record DetectionReasonView(string Code, double? Value, double? Usual, double Weight, string Text)
{
    /// <summary>Quantity the evidence is about, such as activity, rumination or conductivity-LF.</summary>
    public string Code { get; } = Code;

    /// <summary>Measured value, in the unit of its metric; null when there is none.</summary>
    public double? Value { get; } = Value;

    /// <summary>Expected value, in the unit of its metric; null when there is none.</summary>
    public double? Usual { get; } = Usual;

    /// <summary>Contribution to the detection's score, -1 to 1.</summary>
    public double Weight { get; } = Weight;

    /// <summary>Sentence that explains the evidence.</summary>
    public string Text { get; } = Text;

    internal static DetectionReasonView From(DetectionReason reason) =>
        new(reason.Code, reason.Value.FiniteOrNull(), reason.Usual.FiniteOrNull(), reason.Weight.FiniteOrNull() ?? 0, reason.Text);
}
