using SmartDairy.Rules.Compilation;

namespace SmartDairy.Rules.Windows;

/// <summary>How long the data of a series is kept.</summary>
/// <param name="KeepSamplesFor">Retention of samples in milliseconds; 0 to keep none.</param>
/// <param name="KeepHoursFor">Retention of hour statistics in milliseconds; 0 to keep none.</param>
/// <param name="ScopeRule">The rule whose scope a reading must match; null when every reading counts.</param>
internal sealed record SeriesRetention(SeriesKey Key, long KeepSamplesFor, long KeepHoursFor, CompiledRule? ScopeRule);
