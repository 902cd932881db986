using SmartDairy.Rules.Compilation;

namespace SmartDairy.Rules.Windows;

/// <summary>What must be kept of a series.</summary>
/// <param name="KeepSamplesFor">How long samples are kept, milliseconds; 0: not at all.</param>
/// <param name="KeepHoursFor">How long sums of hours are kept, milliseconds; 0: not at all.</param>
/// <param name="ScopeRule">Whose scope a reading must be in; null: none.</param>
internal sealed record SeriesRetention(SeriesKey Key, long KeepSamplesFor, long KeepHoursFor, CompiledRule? ScopeRule);
