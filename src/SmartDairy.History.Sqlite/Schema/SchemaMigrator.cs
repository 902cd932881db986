using DbUp;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SmartDairy.History.Schema;

namespace SmartDairy.History.Sqlite.Schema;

/// <summary>
/// Brings a database file to this version's schema: forward only, each script in its own transaction, noted in the table
/// <c>schemaversions</c>.
/// </summary>
internal static class SchemaMigrator
{
    /// <summary>
    /// Runs before anything else opens the file. Throws <see cref="HistoryUnavailableException"/> with a sentence for the operator.
    /// </summary>
    public static void Migrate(SqliteHistoryOptions options, ILogger logger)
    {
        var path = options.DatabasePath;
        var connection = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 }.ToString();
        try
        {
            // Scripts hold statements of Orleans with @names and no $variables$: substitution is off.
            var engine = DeployChanges.To.SqliteDatabase(connection)
                .WithScriptsEmbeddedInAssembly(typeof(SchemaMigrator).Assembly, name => name.EndsWith(".sql", StringComparison.Ordinal))
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
}
