using Microsoft.Extensions.Options;

namespace SmartDairy.History.Sqlite;

/// <summary>Names every option that is out of its range, all at once.</summary>
internal sealed class SqliteHistoryOptionsValidator : IValidateOptions<SqliteHistoryOptions>
{
    public ValidateOptionsResult Validate(string? name, SqliteHistoryOptions options)
    {
        var failures = FindFailures(options);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    public static IReadOnlyList<string> FindFailures(SqliteHistoryOptions options)
    {
        var ranges = new OptionsRangeChecks();
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
        {
            ranges.AddFailure("DataDirectory must name the directory of the database.");
        }

        ranges.CheckNumber(nameof(options.MaxBatchRows), options.MaxBatchRows, 1, 1_000_000);
        ranges.CheckNumber(nameof(options.MaxPendingRows), options.MaxPendingRows, 1, 10_000_000);
        ranges.CheckNumber(nameof(options.CacheSizeMiB), options.CacheSizeMiB, 1, 4_096);
        ranges.CheckNumber(nameof(options.CheckpointMiB), options.CheckpointMiB, 1, 4_096);
        ranges.CheckNumber(nameof(options.Readers), options.Readers, 1, 64);
        ranges.CheckNumber(nameof(options.MaxScannedRows), options.MaxScannedRows, 1_000, 100_000_000);
        ranges.CheckNumber(nameof(options.MaxRejectedRows), options.MaxRejectedRows, 1_000, 100_000_000);
        ranges.CheckNumber(nameof(options.MaxRejectedMiB), options.MaxRejectedMiB, 1, 1_048_576);
        ranges.CheckNumber(nameof(options.MaxDevicesFromRejected), options.MaxDevicesFromRejected, 0, 10_000_000);
        ranges.CheckTimeSpan(nameof(options.MaxDelay), options.MaxDelay, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        ranges.CheckTimeSpan(nameof(options.BusyTimeout), options.BusyTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        return ranges.Failures;
    }
}
