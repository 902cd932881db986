namespace SmartDairy.Contracts.Milking;

/// <summary>One point of a milking's curves. NaN where the meter reported no value.</summary>
/// <param name="Second">Seconds since the milking began.</param>
/// <param name="Litres">Milk so far, L.</param>
/// <param name="Flow">Milk flow since the previous point, L/min.</param>
/// <param name="Conductivity">Conductivity, mS/cm.</param>
[GenerateSerializer, Immutable, Alias("flow-point")]
public readonly record struct FlowPoint(
    [property: Id(0)] int Second, [property: Id(1)] double Litres, [property: Id(2)] double Flow, [property: Id(3)] double Conductivity);
