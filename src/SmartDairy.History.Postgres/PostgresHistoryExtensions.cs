using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SmartDairy.History.Alerts;
using SmartDairy.History.Herds;
using SmartDairy.History.Postgres.Database;
using SmartDairy.History.Registry;

namespace SmartDairy.History.Postgres;

/// <summary>Registers the PostgreSQL store.</summary>
public static class PostgresHistoryExtensions
{
    /// <summary>
    /// Adds <see cref="IHistory"/>, <see cref="IRegistry"/>, <see cref="IAlertStore"/> and <see cref="IHerdStore"/> on one PostgreSQL
    /// database as singletons, and the one <see cref="Npgsql.NpgsqlDataSource"/> of the process. The database is brought up to date when
    /// the <see cref="PostgresStore"/> is first resolved: resolve it before whatever else uses the database (the Orleans providers do).
    /// </summary>
    public static IServiceCollection AddPostgresHistory(this IServiceCollection services, Action<PostgresHistoryOptions>? configure = null)
    {
        var options = services.AddOptions<PostgresHistoryOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        options.ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PostgresHistoryOptions>, PostgresHistoryOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider =>
        {
            var chosen = provider.GetRequiredService<IOptions<PostgresHistoryOptions>>().Value;
            return chosen.DataSource ?? DataSourceFactory.Create(chosen, provider.GetService<ILoggerFactory>());
        });
        services.TryAddSingleton(provider => PostgresStore.Open(
            provider.GetRequiredService<IOptions<PostgresHistoryOptions>>().Value,
            provider.GetRequiredService<ILogger<PostgresStore>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Npgsql.NpgsqlDataSource>()));
        services.TryAddSingleton<IHistory, PostgresHistory>();
        services.TryAddSingleton<IRegistry, PostgresRegistry>();
        services.TryAddSingleton<IAlertStore, PostgresAlertStore>();
        services.TryAddSingleton<IHerdStore, PostgresHerdStore>();
        return services;
    }
}
