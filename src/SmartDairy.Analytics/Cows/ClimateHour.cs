namespace SmartDairy.Analytics.Cows;

/// <summary>Climate of one hour where the cow is kept.</summary>
/// <param name="Hour">Hours since 1970-01-01T00:00Z.</param>
/// <param name="Thi">Mean temperature-humidity index.</param>
public readonly record struct ClimateHour(long Hour, double Thi);
