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
        var failures = new List<string>();
        if (options.DataSource is null && Objection(options.ConnectionString) is { } objection)
        {
            failures.Add(objection);
        }

        Range(nameof(options.MaxBatchRows), options.MaxBatchRows, 1, 1_000_000);
        Range(nameof(options.MaxPendingRows), options.MaxPendingRows, 1, 10_000_000);
        Range(nameof(options.Writers), options.Writers, 1, 16);
        Range(nameof(options.MaxScannedRows), options.MaxScannedRows, 1_000, 100_000_000);
        Range(nameof(options.MaxRejectedRows), options.MaxRejectedRows, 1_000, 100_000_000);
        Range(nameof(options.MaxRejectedMiB), options.MaxRejectedMiB, 1, 1_048_576);
        Range(nameof(options.MaxDevicesLearntFromRejected), options.MaxDevicesLearntFromRejected, 0, 10_000_000);
        Range(nameof(options.RetentionDays), options.RetentionDays, 0, 36_500);
        Range(nameof(options.PartitionDays), options.PartitionDays, 1, 366);
        Span(nameof(options.ConnectTimeout), options.ConnectTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Span(nameof(options.CommandTimeout), options.CommandTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Span(nameof(options.AmbiguousCommitPatience), options.AmbiguousCommitPatience, TimeSpan.Zero, TimeSpan.FromHours(1));
        Span(nameof(options.UpkeepPeriod), options.UpkeepPeriod, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        return failures;

        void Range(string option, long value, long lowest, long highest)
        {
            if (value < lowest || value > highest)
            {
                failures.Add(FormattableString.Invariant($"{option} is {value}; allowed are {lowest} to {highest}."));
            }
        }

        void Span(string option, TimeSpan value, TimeSpan lowest, TimeSpan highest)
        {
            if (value < lowest || value > highest)
            {
                failures.Add(FormattableString.Invariant($"{option} is {value}; allowed are {lowest} to {highest}."));
            }
        }
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
