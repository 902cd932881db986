namespace SmartDairy.Simulator.Nature;

/// <summary>What all cows of a barn share on one UTC day, by hour.</summary>
/// <param name="Thi">Temperature-humidity index by NRC 1971.</param>
/// <param name="MeanThi">Of the 24 hours before each hour.</param>
/// <param name="Temperature">°C.</param>
/// <param name="LnActivity">Added to every cow's.</param>
/// <param name="RuminationKept">Share of every cow's.</param>
/// <param name="MilkKept">Share of every cow's, before heat stress.</param>
internal sealed record BarnDay(double[] Thi, double[] MeanThi, double[] Temperature, double[] LnActivity, double[] RuminationKept, double MilkKept);
