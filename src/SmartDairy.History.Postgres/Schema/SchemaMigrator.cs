using DbUp;
using DbUp.Engine;
using DbUp.Postgresql;
using Microsoft.Extensions.Logging;
using Npgsql;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Schema;

namespace SmartDairy.History.Postgres.Schema;

/// <summary>
/// Brings a database to this version's schema: forward only, each script in its own transaction, noted in the table <c>schemaversions</c>.
/// </summary>
internal static partial class SchemaMigrator
{
    private const long AdvisoryLockKey = 7_319_000;
    private const int LockTimeoutSeconds = 300;

    /// <summary>
    /// Runs before anything else uses the database; those who start at the same time take turns. Returns what the database is, for people.
    /// </summary>
    public static async Task<string> MigrateAsync(
        PostgresHistoryOptions options, NpgsqlDataSource source, ILogger logger, CancellationToken cancellationToken)
    {
        var name = DataSourceFactory.Describe(source);
        try
        {
            // The lock belongs to this connection, so it ends with the process, however that ends.
            await using var turn = await source.OpenConnectionAsync(cancellationToken);
            await using (var wait = turn.CreateCommand("select pg_advisory_lock($1)", AdvisoryLockKey))
            {
                wait.CommandTimeout = LockTimeoutSeconds;
                await wait.ExecuteNonQueryAsync(cancellationToken);
            }

            try
            {
                Upgrade(await CreateEngineAsync(source, logger, cancellationToken), name);
                await turn.ExecuteAsync("select history_make_hypertables($1)", cancellationToken, options.PartitionDays);
                await turn.ExecuteAsync("select history_compress()", cancellationToken);
            }
            finally
            {
                await turn.ExecuteAsync("select pg_advisory_unlock($1)", CancellationToken.None, AdvisoryLockKey);
            }

            var kind = await ServerDescription.ReadAsync(turn, options.PartitionDays, cancellationToken);
            LogOpened(logger, name, kind);
            return kind;
        }
        catch (Exception error) when (PostgresErrors.IsDatabaseError(error))
        {
            throw new HistoryUnavailableException($"PostgreSQL cannot be used ({name}): {error.Message}", error);
        }
    }

    private static async Task<UpgradeEngine> CreateEngineAsync(NpgsqlDataSource source, ILogger logger, CancellationToken cancellationToken)
    {
        // Scripts hold statements of Orleans with @names and no $variables$: substitution is off.
        var engine = DeployChanges.To.PostgresqlDatabase(new PostgresqlConnectionManager(source))
            .WithScriptsEmbeddedInAssembly(typeof(SchemaMigrator).Assembly, name => name.EndsWith(".sql", StringComparison.Ordinal))
            .WithVariablesDisabled()
            .WithTransactionPerScript()
            .LogTo(new MigrationLog(logger))
            .Build();
        if (engine.GetExecutedScripts().Count == 0)
        {
            await TryCreateExtensionAsync(source, logger, cancellationToken);
        }

        return engine;
    }

    private static void Upgrade(UpgradeEngine engine, string name)
    {
        if (engine.GetExecutedButNotDiscoveredScripts() is { Count: > 0 } unknown)
        {
            throw new HistoryUnavailableException(
                $"{Capitalize(name)} was written by a newer version of Smart Dairy (it has {unknown[^1]}). Start that version, or use another database.");
        }

        var result = engine.PerformUpgrade();
        if (!result.Successful)
        {
            throw new HistoryUnavailableException(
                $"{Capitalize(name)} could not be brought up to date ({result.ErrorScript?.Name ?? "no script"}): {result.Error.Message}",
                result.Error);
        }
    }

    /// <summary>
    /// On a connection of its own, because a server that does not preload the library ends the connection that asks for it.
    /// </summary>
    private static async Task TryCreateExtensionAsync(NpgsqlDataSource source, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            if (await connection.QueryScalarAsync<bool>(
                "select exists (select from pg_available_extensions where name = 'timescaledb')", cancellationToken))
            {
                await connection.ExecuteAsync("create extension if not exists timescaledb", cancellationToken);
            }
        }
        catch (Exception error) when (PostgresErrors.IsDatabaseError(error))
        {
            LogExtensionUnusable(logger, error.Message);
        }
    }

    private static string Capitalize(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    [LoggerMessage(EventId = 3100, Level = LogLevel.Information, Message = "History is in {Name}: {Kind}.")]
    private static partial void LogOpened(ILogger logger, string name, string kind);

    [LoggerMessage(EventId = 3101, Level = LogLevel.Warning,
        Message = "TimescaleDB is installed but cannot be used, readings go to native partitions: {Why}")]
    private static partial void LogExtensionUnusable(ILogger logger, string why);
}
