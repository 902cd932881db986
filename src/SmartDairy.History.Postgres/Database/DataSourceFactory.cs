using Microsoft.Extensions.Logging;
using Npgsql;

namespace SmartDairy.History.Postgres.Database;

internal static class DataSourceFactory
{
    private const int MaxPreparedStatements = 64;
    private const int WriteBufferBytes = 32 * 1024;

    /// <summary>The process's connections, with what the connection string does not say filled in.</summary>
    public static NpgsqlDataSource Create(PostgresHistoryOptions options, ILoggerFactory? loggers)
    {
        var parts = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        Default("Timeout", () => parts.Timeout = Seconds(options.ConnectTimeout));
        Default("Command Timeout", () => parts.CommandTimeout = Seconds(options.CommandTimeout));
        Default("Max Auto Prepare", () => parts.MaxAutoPrepare = MaxPreparedStatements);
        Default("Write Buffer Size", () => parts.WriteBufferSize = WriteBufferBytes);
        Default("Keepalive", () => parts.KeepAlive = 30);
        Default("Application Name", () => parts.ApplicationName = "smartdairy");
        return new NpgsqlDataSourceBuilder(parts.ConnectionString).UseLoggerFactory(loggers).Build();

        void Default(string key, Action set)
        {
            if (!parts.ContainsKey(key))
            {
                set();
            }
        }
    }

    /// <summary>Host and database, for sentences; never the password.</summary>
    public static string Describe(NpgsqlDataSource source)
    {
        var parts = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        return $"the database {parts.Database} on {parts.Host}:{parts.Port}";
    }

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
