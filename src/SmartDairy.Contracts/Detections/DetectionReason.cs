namespace SmartDairy.Contracts.Detections;

/// <summary>One piece of a detection's evidence.</summary>
/// <param name="Code">Code of the evidence, e.g. <c>activity</c>, <c>rumination</c>, <c>conductivity-LF</c>.</param>
/// <param name="Value">Measured value in the unit of its metric; NaN when there is none.</param>
/// <param name="Usual">Value expected of the animal or device; NaN when there is none.</param>
/// <param name="Weight">Contribution to the score, -1 to 1.</param>
/// <param name="Text">Human-readable sentence.</param>
[GenerateSerializer, Immutable, Alias("detection-reason")]
public sealed record DetectionReason(
    [property: Id(0)] string Code, [property: Id(1)] double Value, [property: Id(2)] double Usual, [property: Id(3)] double Weight,
        [property: Id(4)] string Text);
