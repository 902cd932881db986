using SmartDairy.Contracts.Readings;

namespace SmartDairy.Rules.Windows;

/// <summary>Identifies one series of samples of a source.</summary>
/// <param name="WithoutAnimal">True when only readings that name no animal belong to the series.</param>
/// <param name="RuleId">Only readings in the scope of this rule belong to the series; null for all readings.</param>
internal readonly record struct SeriesKey(ReadingFamily Family, int Metric, bool WithoutAnimal, string? RuleId);
