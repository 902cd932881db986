namespace SmartDairy.Analytics.Battery;

/// <summary>A battery level reported by a device, ideally the median of a day.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Percent">0 to 100.</param>
public readonly record struct BatteryLevel(long Time, double Percent);
