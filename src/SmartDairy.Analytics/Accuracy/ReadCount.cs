namespace SmartDairy.Analytics.Accuracy;

/// <summary>How often a tag was read at one distance.</summary>
/// <param name="Distance">Metres, 0 or more.</param>
/// <param name="Expected">Number of passes or attempts at which the tag could be read, above 0.</param>
/// <param name="Read">Number of successful reads, 0 to <paramref name="Expected"/>.</param>
public readonly record struct ReadCount(double Distance, int Expected, int Read);
