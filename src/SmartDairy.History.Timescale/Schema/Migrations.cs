using DbUp;
using DbUp.Engine;
using DbUp.Postgresql;
using Microsoft.Extensions.Logging;
using Npgsql;
using SmartDairy.History.Schema;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale.Schema;

/// <summary>Brings a database to this version's schema: forward only, each script in its own transaction, noted in the table <c>schemaversions</c>.</summary>
internal static partial class Migrations
{
    private const long LockNumber = 7_319_000;
    private const int LockTimeoutSeconds = 300;

    /// <summary>Runs before anything else uses the database; those who start at the same time take turns. Returns what the database is, for people.</summary>
    public static async Task<string> RunAsync(TimescaleHistoryOptions options, NpgsqlDataSource source, ILogger logger, CancellationToken cancellation)
    {
        var name = DataSources.Name(source);
        try
        {
            // The lock belongs to this connection, so it ends with the process, however that ends.
            await using var turn = await source.OpenConnectionAsync(cancellation);
            await using (var wait = turn.Command("select pg_advisory_lock($1)", LockNumber))
            {
                wait.CommandTimeout = LockTimeoutSeconds;
                await wait.ExecuteNonQueryAsync(cancellation);
            }

            try
            {
                Upgrade(await EngineAsync(source, logger, cancellation), name);
                await turn.RunAsync("select history_make_hypertables($1)", cancellation, options.PartitionDays);
                await turn.RunAsync("select history_compress()", cancellation);
            }
            finally
            {
                await turn.RunAsync("select pg_advisory_unlock($1)", CancellationToken.None, LockNumber);
            }

            var kind = await ServerKind.OfAsync(turn, options.PartitionDays, cancellation);
            Opened(logger, name, kind);
            return kind;
        }
        catch (Exception error) when (Faults.IsOfDatabase(error))
        {
            throw new HistoryUnavailableException($"PostgreSQL cannot be used ({name}): {error.Message}", error);
        }
    }

    private static async Task<UpgradeEngine> EngineAsync(NpgsqlDataSource source, ILogger logger, CancellationToken cancellation)
    {
        // Scripts hold statements of Orleans with @names and no $variables$: substitution is off.
        var engine = DeployChanges.To.PostgresqlDatabase(new PostgresqlConnectionManager(source))
            .WithScriptsEmbeddedInAssembly(typeof(Migrations).Assembly, name => name.EndsWith(".sql", StringComparison.Ordinal))
            .WithVariablesDisabled()
            .WithTransactionPerScript()
            .LogTo(new MigrationLog(logger))
            .Build();
        if (engine.GetExecutedScripts().Count == 0)
        {
            await TryExtensionAsync(source, logger, cancellation);
        }

        return engine;
    }

    private static void Upgrade(UpgradeEngine engine, string name)
    {
        if (engine.GetExecutedButNotDiscoveredScripts() is { Count: > 0 } unknown)
        {
            throw new HistoryUnavailableException(
                $"{Sentence(name)} was written by a newer version of Smart Dairy (it has {unknown[^1]}). Start that version, or use another database.");
        }

        var result = engine.PerformUpgrade();
        if (!result.Successful)
        {
            throw new HistoryUnavailableException(
                $"{Sentence(name)} could not be brought up to date ({result.ErrorScript?.Name ?? "no script"}): {result.Error.Message}", result.Error);
        }
    }

    /// <summary>On a connection of its own, because a server that does not preload the library ends the connection that asks for it.</summary>
    private static async Task TryExtensionAsync(NpgsqlDataSource source, ILogger logger, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            if (await connection.ScalarAsync<bool>("select exists (select from pg_available_extensions where name = 'timescaledb')", cancellation))
            {
                await connection.RunAsync("create extension if not exists timescaledb", cancellation);
            }
        }
        catch (Exception error) when (Faults.IsOfDatabase(error))
        {
            NoExtension(logger, error.Message);
        }
    }

    private static string Sentence(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    [LoggerMessage(EventId = 3100, Level = LogLevel.Information, Message = "History is in {Name}: {Kind}.")]
    private static partial void Opened(ILogger logger, string name, string kind);

    [LoggerMessage(EventId = 3101, Level = LogLevel.Warning, Message = "TimescaleDB is installed but cannot be used, readings go to native partitions: {Why}")]
    private static partial void NoExtension(ILogger logger, string why);
}
