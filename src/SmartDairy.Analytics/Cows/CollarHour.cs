namespace SmartDairy.Analytics.Cows;

/// <summary>What a collar told of one hour, put together from its messages. NaN where it told nothing.</summary>
/// <param name="Hour">Hours since 1970-01-01T00:00Z; the hour begins there.</param>
/// <param name="Activity">Mean of the activity scores told in it, in the collar's own unit.</param>
/// <param name="Rumination">Minutes of rumination in it, 0 to 60.</param>
/// <param name="Eating">Minutes of eating in it, 0 to 60.</param>
/// <param name="Resting">Minutes of rest in it, 0 to 60.</param>
/// <param name="Temperature">Mean, °C.</param>
/// <param name="Reports">Messages it was put together from.</param>
public readonly record struct CollarHour(long Hour, double Activity, double Rumination, double Eating, double Resting, double Temperature, int Reports);
