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
        var failures = new List<string>();
        if (string.IsNullOrWhiteSpace(options.DataDirectory))
        {
            failures.Add("DataDirectory must name the directory of the database.");
        }

        Range(nameof(options.MaxBatchRows), options.MaxBatchRows, 1, 1_000_000);
        Range(nameof(options.MaxPendingRows), options.MaxPendingRows, 1, 10_000_000);
        Range(nameof(options.CacheSizeMiB), options.CacheSizeMiB, 1, 4_096);
        Range(nameof(options.CheckpointMiB), options.CheckpointMiB, 1, 4_096);
        Range(nameof(options.Readers), options.Readers, 1, 64);
        Range(nameof(options.MaxScannedRows), options.MaxScannedRows, 1_000, 100_000_000);
        Range(nameof(options.MaxRejectedRows), options.MaxRejectedRows, 1_000, 100_000_000);
        Range(nameof(options.MaxRejectedMiB), options.MaxRejectedMiB, 1, 1_048_576);
        Range(nameof(options.MaxDevicesLearntFromRejected), options.MaxDevicesLearntFromRejected, 0, 10_000_000);
        Span(nameof(options.MaxDelay), options.MaxDelay, TimeSpan.FromSeconds(1));
        Span(nameof(options.BusyTimeout), options.BusyTimeout, TimeSpan.FromMinutes(1));
        return failures;

        void Range(string option, long value, long lowest, long highest)
        {
            if (value < lowest || value > highest)
            {
                failures.Add(FormattableString.Invariant($"{option} is {value}; allowed are {lowest} to {highest}."));
            }
        }

        void Span(string option, TimeSpan value, TimeSpan highest)
        {
            if (value < TimeSpan.Zero || value > highest)
            {
                failures.Add(FormattableString.Invariant($"{option} is {value}; allowed are 0 to {highest}."));
            }
        }
    }
}
