namespace SmartDairy.Analytics.Battery;

/// <summary>One recurring activity of a device.</summary>
/// <param name="MilliAmps">Current during the activity, mA, 0 or more.</param>
/// <param name="Duration">Duration of one occurrence, above 0. A TimeSpan because a number could be read as hours or milliseconds.</param>
/// <param name="PerHour">Occurrences an hour, 0 or more.</param>
public readonly record struct DutyState(double MilliAmps, TimeSpan Duration, double PerHour);
