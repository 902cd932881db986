using DbUp;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace SmartDairy.History.Sqlite.Schema;

/// <summary>Brings a database file to this version's schema: forward only, each script in its own transaction, noted in the table <c>schemaversions</c>.</summary>
internal static class Migrations
{
    /// <summary>Runs before anything else opens the file. Throws <see cref="HistoryUnavailableException"/> with a sentence for the operator.</summary>
    public static void Run(SqliteHistoryOptions options, ILogger logger)
    {
        var path = options.DatabasePath;
        RequireWritable(options.DataDirectory);
        var connection = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 }.ToString();
        try
        {
            // Scripts hold statements of Orleans with @names and no $variables$: substitution is off.
            var engine = DeployChanges.To.SqliteDatabase(connection)
                .WithScriptsEmbeddedInAssembly(typeof(Migrations).Assembly, name => name.EndsWith(".sql", StringComparison.Ordinal))
                .WithVariablesDisabled()
                .WithTransactionPerScript()
                .LogTo(new MigrationLog(logger))
                .Build();
            if (engine.GetExecutedButNotDiscoveredScripts() is { Count: > 0 } unknown)
            {
                throw new HistoryUnavailableException(
                    $"The database {path} was written by a newer version of Smart Dairy (it has {unknown[^1]}). Start that version, or use another data directory.");
            }

            var result = engine.PerformUpgrade();
            if (!result.Successful)
            {
                throw new HistoryUnavailableException(
                    $"The database {path} could not be brought up to date ({result.ErrorScript?.Name ?? "no script"}): {result.Error.Message}", result.Error);
            }
        }
        catch (SqliteException fault)
        {
            throw new HistoryUnavailableException($"The database {path} cannot be opened: {fault.Message}", fault);
        }
    }

    private static void RequireWritable(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var probe = Path.Combine(directory, $".writable-{Guid.NewGuid():N}");
            using (File.Create(probe, 1, FileOptions.DeleteOnClose))
            {
                // Made and gone: that it could be made is the answer.
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new HistoryUnavailableException(
                $"The data directory {Path.GetFullPath(directory)} cannot be written: {cause.Message} Give this user the right to write there, or choose another data directory.",
                cause);
        }
    }
}
