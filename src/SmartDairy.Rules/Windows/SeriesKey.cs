using SmartDairy.Contracts.Readings;

namespace SmartDairy.Rules.Windows;

/// <summary>One series of samples of a source.</summary>
/// <param name="WithoutAnimal">Only readings that name no animal.</param>
/// <param name="RuleId">Only readings that are in scope of that rule; null: all.</param>
internal readonly record struct SeriesKey(ReadingFamily Family, int Metric, bool WithoutAnimal, string? RuleId);
