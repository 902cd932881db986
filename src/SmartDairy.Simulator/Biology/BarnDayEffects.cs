namespace SmartDairy.Simulator.Biology;

/// <summary>Conditions shared by all cows of a barn on one UTC day, by hour.</summary>
/// <param name="Thi">Temperature-humidity index by NRC 1971.</param>
/// <param name="MeanThi">Mean index of the 24 hours before each hour.</param>
/// <param name="Temperature">Air temperature, °C.</param>
/// <param name="LogActivityShift">Added to the ln activity of every cow.</param>
/// <param name="RuminationFactor">Multiplies the rumination of every cow.</param>
/// <param name="MilkFactor">Multiplies the yield of every cow, before heat stress.</param>
internal sealed record BarnDayEffects(
    double[] Thi, double[] MeanThi, double[] Temperature, double[] LogActivityShift, double[] RuminationFactor, double MilkFactor);
