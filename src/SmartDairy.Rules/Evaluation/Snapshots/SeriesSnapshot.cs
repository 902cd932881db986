using SmartDairy.Contracts.Readings;
using SmartDairy.Rules.Windows;

namespace SmartDairy.Rules.Evaluation.Snapshots;

/// <summary>The stored samples and hour statistics of one series.</summary>
[GenerateSerializer, Alias("rule-series-memory")]
internal sealed class SeriesSnapshot
{
    [Id(0)] public ReadingFamily Family { get; set; }

    [Id(1)] public int Metric { get; set; }

    [Id(2)] public bool WithoutAnimal { get; set; }

    [Id(3)] public string? RuleId { get; set; }

    [Id(4)] public long KeepSamplesFor { get; set; }

    [Id(5)] public long KeepHoursFor { get; set; }

    [Id(6)] public long[] Times { get; set; } = [];

    [Id(7)] public double[] Values { get; set; } = [];

    [Id(8)] public HourStatistics[] Hours { get; set; } = [];
}
