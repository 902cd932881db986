namespace SmartDairy.Grains.Rules.Windows;

/// <summary>What must be kept of a series.</summary>
/// <param name="Keep">How long samples are kept, milliseconds; 0: not at all.</param>
/// <param name="KeepHours">How long sums of hours are kept, milliseconds; 0: not at all.</param>
/// <param name="Filter">Whose scope a reading must be in; null: none.</param>
internal sealed record SeriesPlan(SeriesKey Key, long Keep, long KeepHours, CompiledRule? Filter);
