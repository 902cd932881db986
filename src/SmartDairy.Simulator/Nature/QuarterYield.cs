namespace SmartDairy.Simulator.Nature;

/// <summary>What one quarter gave: litres, mS/cm.</summary>
internal readonly record struct QuarterYield(double Litres, double Conductivity, bool Blood);
