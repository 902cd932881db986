using Microsoft.Extensions.Options;
using Npgsql;

namespace SmartDairy.History.Postgres;

/// <summary>Names every option that is out of its range, all at once.</summary>
internal sealed class PostgresHistoryOptionsValidator : IValidateOptions<PostgresHistoryOptions>
{
    public ValidateOptionsResult Validate(string? name, PostgresHistoryOptions options)
    {
        var failures = FindFailures(options);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    public static IReadOnlyList<string> FindFailures(PostgresHistoryOptions options)
    {
        var ranges = new OptionsRangeChecks();
        if (options.DataSource is null && ConnectionStringFailure(options.ConnectionString) is { } objection)
        {
            ranges.AddFailure(objection);
        }

        ranges.CheckNumber(nameof(options.MaxBatchRows), options.MaxBatchRows, 1, 1_000_000);
        ranges.CheckNumber(nameof(options.MaxPendingRows), options.MaxPendingRows, 1, 10_000_000);
        ranges.CheckNumber(nameof(options.Writers), options.Writers, 1, 16);
        ranges.CheckNumber(nameof(options.MaxScannedRows), options.MaxScannedRows, 1_000, 100_000_000);
        ranges.CheckNumber(nameof(options.MaxRejectedRows), options.MaxRejectedRows, 1_000, 100_000_000);
        ranges.CheckNumber(nameof(options.MaxRejectedMiB), options.MaxRejectedMiB, 1, 1_048_576);
        ranges.CheckNumber(nameof(options.MaxDevicesFromRejected), options.MaxDevicesFromRejected, 0, 10_000_000);
        ranges.CheckNumber(nameof(options.RetentionDays), options.RetentionDays, 0, 36_500);
        ranges.CheckNumber(nameof(options.PartitionDays), options.PartitionDays, 1, 366);
        ranges.CheckTimeSpan(nameof(options.ConnectTimeout), options.ConnectTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        ranges.CheckTimeSpan(nameof(options.CommandTimeout), options.CommandTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        ranges.CheckTimeSpan(nameof(options.InDoubtCommitTimeout), options.InDoubtCommitTimeout, TimeSpan.Zero, TimeSpan.FromHours(1));
        ranges.CheckTimeSpan(
            nameof(options.MaintenanceInterval), options.MaintenanceInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        return ranges.Failures;
    }

    /// <summary>Never repeats the text: it holds a password.</summary>
    private static string? ConnectionStringFailure(string connectionString)
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
