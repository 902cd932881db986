using Microsoft.Extensions.Options;

namespace SmartDairy.History.Sqlite;

/// <summary>Names every option that is out of its range, all at once.</summary>
internal sealed class SqliteHistoryOptionsValidator : IValidateOptions<SqliteHistoryOptions>
{
    public ValidateOptionsResult Validate(string? name, SqliteHistoryOptions options)
    {
        var failures = Failures(options);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    public static IReadOnlyList<string> Failures(SqliteHistoryOptions options)
    {
        var ranges = new OptionRanges();
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
        {
            ranges.Fail("DataDirectory must name the directory of the database.");
        }

        ranges.Number(nameof(options.MaxBatchRows), options.MaxBatchRows, 1, 1_000_000);
        ranges.Number(nameof(options.MaxPendingRows), options.MaxPendingRows, 1, 10_000_000);
        ranges.Number(nameof(options.CacheSizeMiB), options.CacheSizeMiB, 1, 4_096);
        ranges.Number(nameof(options.CheckpointMiB), options.CheckpointMiB, 1, 4_096);
        ranges.Number(nameof(options.Readers), options.Readers, 1, 64);
        ranges.Number(nameof(options.MaxScannedRows), options.MaxScannedRows, 1_000, 100_000_000);
        ranges.Number(nameof(options.MaxRejectedRows), options.MaxRejectedRows, 1_000, 100_000_000);
        ranges.Number(nameof(options.MaxRejectedMiB), options.MaxRejectedMiB, 1, 1_048_576);
        ranges.Number(nameof(options.MaxDevicesLearntFromRejected), options.MaxDevicesLearntFromRejected, 0, 10_000_000);
        ranges.Span(nameof(options.MaxDelay), options.MaxDelay, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        ranges.Span(nameof(options.BusyTimeout), options.BusyTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        return ranges.Failures;
    }
}
