namespace SmartDairy.Simulator.Biology;

/// <summary>The air at one place: °C, %RH, hPa, ppm, ppm.</summary>
internal readonly record struct AirState(double Temperature, double Humidity, double Pressure, double Co2, double Nh3);
