namespace SmartDairy.Analytics.Cows;

/// <summary>One hour of a collar, aggregated from its messages. NaN when unknown.</summary>
/// <param name="Hour">Hours since 1970-01-01T00:00Z; the hour begins there.</param>
/// <param name="Activity">Mean activity score, in the collar's own unit.</param>
/// <param name="Rumination">Minutes of rumination, 0 to 60.</param>
/// <param name="Eating">Minutes of eating, 0 to 60.</param>
/// <param name="Resting">Minutes of rest, 0 to 60.</param>
/// <param name="Temperature">Mean temperature, °C.</param>
/// <param name="Reports">Number of messages aggregated.</param>
public readonly record struct CollarHour(
    long Hour, double Activity, double Rumination, double Eating, double Resting, double Temperature, int Reports);
