namespace SmartDairy.Analytics.Battery;

/// <summary>One thing that a device does again and again.</summary>
/// <param name="MilliAmps">What it draws meanwhile, mA, 0 or more.</param>
/// <param name="Duration">How long it takes once, above 0; in a time and not in a number, so that 100 ms cannot be taken for 0.1 h.</param>
/// <param name="PerHour">How often an hour, 0 or more.</param>
public readonly record struct DutyState(double MilliAmps, TimeSpan Duration, double PerHour);
