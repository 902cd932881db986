namespace SmartDairy.Simulator.Biology;

/// <summary>Yield of one quarter: litres, mS/cm.</summary>
internal readonly record struct QuarterYield(double Litres, double Conductivity, bool Blood);
