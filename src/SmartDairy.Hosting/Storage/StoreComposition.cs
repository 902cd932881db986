using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SmartDairy.History.Postgres;
using SmartDairy.History.Sqlite;
using SmartDairy.Hosting.Configuration;

namespace SmartDairy.Hosting.Storage;

/// <summary>The store of history, registry and Orleans' own tables: PostgreSQL when a database is configured, else SQLite.</summary>
internal static class StoreComposition
{
    /// <summary>The constants Orleans has for its databases; the provider behind the first is Microsoft.Data.Sqlite.</summary>
    private const string SqliteInvariant = "System.Data.SQLite";
    private const string PostgresInvariant = "Npgsql";

    /// <summary>The invariant name of the database, for Orleans.</summary>
    public static string GetAdoNetInvariant(SmartDairyOptions settings) => settings.Database is null ? SqliteInvariant : PostgresInvariant;

    /// <summary>Adds history and registry, and what opens them before anything else needs them.</summary>
    public static void AddStore(this IServiceCollection services, SmartDairyOptions settings)
    {
        if (settings.Database is { } database)
        {
            services.AddPostgresHistory(history =>
            {
                history.ConnectionString = database;
                history.Writers = settings.History.Writers;
                history.RetentionDays = settings.History.RetentionDays;
                history.PartitionDays = settings.History.PartitionDays;
            });
            services.AddSingleton<OrleansDataSource>(provider => new(provider.GetRequiredService<NpgsqlDataSource>()));
            services.AddHostedService<StoreInitializer<PostgresStore>>();
            return;
        }

        services.AddSqliteHistory(history => history.DataDirectory = settings.DataDirectory);
        services.AddSingleton(_ => new OrleansDataSource(new SqliteDataSource(
            new SqliteConnectionStringBuilder
            {
                DataSource =
            Path.Combine(settings.DataDirectory, SqliteHistoryOptions.FileName)
            }.ToString())));
        services.AddHostedService<DataDirectoryWatcherCheck>();
        services.AddHostedService<StoreInitializer<SqliteStore>>();
    }
}
