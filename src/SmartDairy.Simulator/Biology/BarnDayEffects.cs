namespace SmartDairy.Simulator.Biology;

/// <summary>What all cows of a barn share on one UTC day, by hour.</summary>
/// <param name="Thi">Temperature-humidity index by NRC 1971.</param>
/// <param name="MeanThi">Of the 24 hours before each hour.</param>
/// <param name="Temperature">°C.</param>
/// <param name="LogActivityShift">Added to every cow's.</param>
/// <param name="RuminationFactor">Share of every cow's.</param>
/// <param name="MilkFactor">Share of every cow's, before heat stress.</param>
internal sealed record BarnDayEffects(double[] Thi, double[] MeanThi, double[] Temperature, double[] LogActivityShift, double[] RuminationFactor, double MilkFactor);
