namespace SmartDairy.Simulator.Biology;

/// <summary>What one quarter gave: litres, mS/cm.</summary>
internal readonly record struct QuarterYield(double Litres, double Conductivity, bool Blood);
