using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SmartDairy.History.Alerts;
using SmartDairy.History.Herds;
using SmartDairy.History.Registry;

namespace SmartDairy.History.Sqlite;

/// <summary>Registers the embedded store.</summary>
public static class SqliteHistoryExtensions
{
    /// <summary>
    /// Adds <see cref="IHistory"/>, <see cref="IRegistry"/>, <see cref="IAlertStore"/> and <see cref="IHerdStore"/> on one SQLite file as
    /// singletons. The file is opened, and brought up to date, when the <see cref="SqliteStore"/> is first resolved: resolve it before
    /// whatever else uses the file (the Orleans providers do).
    /// </summary>
    public static IServiceCollection AddSqliteHistory(this IServiceCollection services, Action<SqliteHistoryOptions>? configure = null)
    {
        var options = services.AddOptions<SqliteHistoryOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        options.ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SqliteHistoryOptions>, SqliteHistoryOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => SqliteStore.Open(
            provider.GetRequiredService<IOptions<SqliteHistoryOptions>>().Value,
            provider.GetRequiredService<ILogger<SqliteStore>>()));
        services.TryAddSingleton<IHistory, SqliteHistory>();
        services.TryAddSingleton<IRegistry, SqliteRegistry>();
        services.TryAddSingleton<IAlertStore, SqliteAlertStore>();
        services.TryAddSingleton<IHerdStore, SqliteHerdStore>();
        return services;
    }
}
