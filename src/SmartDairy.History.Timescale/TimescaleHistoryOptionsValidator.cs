using Microsoft.Extensions.Options;
using Npgsql;

namespace SmartDairy.History.Timescale;

/// <summary>Names every option that is out of its range, all at once.</summary>
internal sealed class TimescaleHistoryOptionsValidator : IValidateOptions<TimescaleHistoryOptions>
{
    public ValidateOptionsResult Validate(string? name, TimescaleHistoryOptions options)
    {
        var failures = Failures(options);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    public static IReadOnlyList<string> Failures(TimescaleHistoryOptions options)
    {
        var ranges = new OptionRanges();
        if (options.DataSource is null && Objection(options.ConnectionString) is { } objection)
        {
            ranges.Fail(objection);
        }

        ranges.Number(nameof(options.MaxBatchRows), options.MaxBatchRows, 1, 1_000_000);
        ranges.Number(nameof(options.MaxPendingRows), options.MaxPendingRows, 1, 10_000_000);
        ranges.Number(nameof(options.Writers), options.Writers, 1, 16);
        ranges.Number(nameof(options.MaxScannedRows), options.MaxScannedRows, 1_000, 100_000_000);
        ranges.Number(nameof(options.MaxRejectedRows), options.MaxRejectedRows, 1_000, 100_000_000);
        ranges.Number(nameof(options.MaxRejectedMiB), options.MaxRejectedMiB, 1, 1_048_576);
        ranges.Number(nameof(options.MaxDevicesLearntFromRejected), options.MaxDevicesLearntFromRejected, 0, 10_000_000);
        ranges.Number(nameof(options.RetentionDays), options.RetentionDays, 0, 36_500);
        ranges.Number(nameof(options.PartitionDays), options.PartitionDays, 1, 366);
        ranges.Span(nameof(options.ConnectTimeout), options.ConnectTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        ranges.Span(nameof(options.CommandTimeout), options.CommandTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        ranges.Span(nameof(options.AmbiguousCommitPatience), options.AmbiguousCommitPatience, TimeSpan.Zero, TimeSpan.FromHours(1));
        ranges.Span(nameof(options.UpkeepPeriod), options.UpkeepPeriod, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        return ranges.Failures;
    }

    /// <summary>Never repeats the text: it holds a password.</summary>
    private static string? Objection(string connectionString)
    {
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(connectionString);
            return string.IsNullOrWhiteSpace(parts.Host) || string.IsNullOrWhiteSpace(parts.Database)
                ? "ConnectionString must name a host and a database, e.g. Host=db;Database=smartdairy;Username=smartdairy;Password=…"
                : null;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return "ConnectionString is not in Npgsql's form, e.g. Host=db;Database=smartdairy;Username=smartdairy;Password=…";
        }
    }
}
