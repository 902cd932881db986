namespace SmartDairy.Contracts.Detections;

/// <summary>One piece of a detection's evidence.</summary>
/// <param name="Code">What was looked at, e.g. <c>activity</c>, <c>rumination</c>, <c>conductivity-LF</c>.</param>
/// <param name="Value">As measured, in the unit of its metric; NaN when there is none.</param>
/// <param name="Usual">What was expected of her or it; NaN when there is none.</param>
/// <param name="Weight">Its part in the score, -1 to 1.</param>
/// <param name="Text">A sentence for people.</param>
[GenerateSerializer, Immutable, Alias("detection-reason")]
public sealed record DetectionReason(
    [property: Id(0)] string Code, [property: Id(1)] double Value, [property: Id(2)] double Usual, [property: Id(3)] double Weight, [property: Id(4)] string Text);
