namespace SmartDairy.Analytics.Battery;

/// <summary>What a device said of its battery: best the median of a day.</summary>
/// <param name="Time">Unix milliseconds.</param>
/// <param name="Percent">0 to 100.</param>
public readonly record struct BatteryLevel(long Time, double Percent);
