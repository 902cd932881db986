namespace SmartDairy.Analytics.Accuracy;

/// <summary>How often a tag was read at one distance.</summary>
/// <param name="Distance">Metres, 0 or more.</param>
/// <param name="Expected">How often it was there to be read, above 0.</param>
/// <param name="Read">How often it was; 0 to <paramref name="Expected"/>.</param>
public readonly record struct ReadCount(double Distance, int Expected, int Read);
