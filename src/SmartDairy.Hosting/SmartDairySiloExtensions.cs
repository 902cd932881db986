using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using SmartDairy.Contracts.Devices;
using SmartDairy.Grains;
using SmartDairy.Hosting.Alerts;
using SmartDairy.Hosting.Broker;
using SmartDairy.Hosting.Cluster;
using SmartDairy.Hosting.Health;
using SmartDairy.Hosting.OutsideBroker;
using SmartDairy.Hosting.Settings;
using SmartDairy.Hosting.Storage;
using SmartDairy.Hosting.Telemetry;

namespace SmartDairy.Hosting;

/// <summary>Puts a Smart Dairy process together.</summary>
public static class SmartDairySiloExtensions
{
    /// <summary>The name of the grain storage for what farms, animals and commands know.</summary>
    public const string EntityStorage = SiloComposition.EntityStorage;

    /// <summary>How long a process that stops may take: its connections drain, its queues go to other silos, what it holds is committed.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Adds what <c>Cluster:Mode</c> says: a silo with all that belongs to it, or a client of the silos. Then map <see cref="SmartDairyEndpoints.MapSmartDairy"/>.
    /// Hosted services that call grains must be added after it.
    /// </summary>
    /// <returns>The settings in force.</returns>
    /// <exception cref="SettingsException">The configuration is wrong; the message names every wrong key and what it allows.</exception>
    public static SmartDairySettings AddSmartDairy(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = SmartDairySettings.Read(builder.Configuration);
        return settings.Cluster.Mode == ClusterMode.Client ? builder.AddSmartDairyClient(settings) : builder.AddSmartDairySilo(settings);
    }

    /// <summary>Adds the silo, the history, the MQTT broker or the way to one, logs, metrics, traces and health checks, as the configuration says.</summary>
    /// <returns>The settings in force.</returns>
    /// <exception cref="SettingsException">The configuration is wrong, or says that this process is a client.</exception>
    public static SmartDairySettings AddSmartDairySilo(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = SmartDairySettings.Read(builder.Configuration);
        return settings.Cluster.Mode == ClusterMode.Client
            ? throw new SettingsException(["Cluster:Mode is 'Client'; this program is a silo, allowed is Server or Embedded."])
            : builder.AddSmartDairySilo(settings);
    }

    private static SmartDairySettings AddSmartDairySilo(this IHostApplicationBuilder builder, SmartDairySettings settings)
    {
        var services = builder.Services;
        services.AddFoundation(builder, settings);
        services.AddSmartDairyGrains(settings.Intake.Shards);
        builder.UseOrleans(silo => SiloComposition.Configure(silo, settings));

        // In this order: the store is open, the silo is up, the broker runs; Kestrel listens last of all.
        if (settings.Mqtt.Broker is null)
        {
            services.AddSingleton<ConnectionReporter>(provider =>
            {
                var grains = provider.GetRequiredService<IGrainFactory>();
                return (deviceId, change) => grains.GetGrain<IDeviceGrain>(deviceId).ConnectionChangedAsync(change);
            });
            services.AddEmbeddedBroker(settings);
            services.AddHealthChecks().AddCheck<BrokerHealth>("broker");
        }
        else
        {
            services.AddOutsideBroker();
            services.AddHealthChecks().AddCheck<OutsideBrokerHealth>("broker");
        }

        if (settings.Cluster.Mode == ClusterMode.Server)
        {
            services.AddDeviceSpread();
            services.AddClusterFeed();
        }

        services.AddHealthChecks().AddCheck<SiloHealth>("silo");
        return settings;
    }

    private static SmartDairySettings AddSmartDairyClient(this IHostApplicationBuilder builder, SmartDairySettings settings)
    {
        builder.Services.AddFoundation(builder, settings);
        builder.UseOrleansClient(client => ClientComposition.Configure(client, settings));
        builder.Services.AddClusterFeed();
        builder.Services.AddAlertReading();
        builder.Services.AddHealthChecks().AddCheck<ClusterHealth>("cluster");
        return settings;
    }

    /// <summary>What every process has: settings, logs, signals, the store.</summary>
    private static void AddFoundation(this IServiceCollection services, IHostApplicationBuilder builder, SmartDairySettings settings)
    {
        Directory.CreateDirectory(settings.DataDirectory);
        Logs.Add(services, builder.Configuration);
        Signals.Add(services, builder.Configuration);
        services.AddSingleton(settings);
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
        services.AddStore(settings);
        services.AddAlertDelivery(builder.Configuration, settings);
        services.AddHealthChecks().AddCheck<HistoryHealth>("history");
    }
}
