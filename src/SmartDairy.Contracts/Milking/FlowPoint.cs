namespace SmartDairy.Contracts.Milking;

/// <summary>One point of a milking's curves. NaN where the meter did not say.</summary>
/// <param name="Second">Since the milking began.</param>
/// <param name="Litres">So far, L.</param>
/// <param name="Flow">Since the point before, L/min.</param>
/// <param name="Conductivity">mS/cm.</param>
[GenerateSerializer, Immutable, Alias("flow-point")]
public readonly record struct FlowPoint(
    [property: Id(0)] int Second, [property: Id(1)] double Litres, [property: Id(2)] double Flow, [property: Id(3)] double Conductivity);
