using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SmartDairy.History.Alerts;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;
using SmartDairy.History.Timescale.Database;

namespace SmartDairy.History.Timescale;

/// <summary>Registers the PostgreSQL store.</summary>
public static class TimescaleHistoryServices
{
    /// <summary>
    /// Adds <see cref="IHistory"/>, <see cref="IRegistry"/>, <see cref="IAlertStore"/> and <see cref="IHerdStore"/> on one PostgreSQL database as singletons, and the one <see cref="Npgsql.NpgsqlDataSource"/> of the process.
    /// The database is brought up to date when the <see cref="TimescaleStore"/> is first resolved: resolve it before whatever else uses the database
    /// (the Orleans providers do).
    /// </summary>
    public static IServiceCollection AddTimescaleHistory(this IServiceCollection services, Action<TimescaleHistoryOptions>? configure = null)
    {
        var options = services.AddOptions<TimescaleHistoryOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        options.ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TimescaleHistoryOptions>, TimescaleHistoryOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider =>
        {
            var chosen = provider.GetRequiredService<IOptions<TimescaleHistoryOptions>>().Value;
            return chosen.DataSource ?? DataSources.Build(chosen, provider.GetService<ILoggerFactory>());
        });
        services.TryAddSingleton(provider => TimescaleStore.Open(
            provider.GetRequiredService<IOptions<TimescaleHistoryOptions>>().Value,
            provider.GetRequiredService<ILogger<TimescaleStore>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Npgsql.NpgsqlDataSource>()));
        services.TryAddSingleton<IHistory, TimescaleHistory>();
        services.TryAddSingleton<IRegistry, TimescaleRegistry>();
        services.TryAddSingleton<IAlertStore, TimescaleAlertStore>();
        services.TryAddSingleton<IHerdStore, TimescaleHerdStore>();
        return services;
    }
}
