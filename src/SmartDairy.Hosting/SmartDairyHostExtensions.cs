using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using SmartDairy.Broker.Connections;
using SmartDairy.Configuration;
using SmartDairy.Contracts.Devices;
using SmartDairy.Grains;
using SmartDairy.Hosting.Broker;
using SmartDairy.Hosting.Cluster;
using SmartDairy.Hosting.Configuration;
using SmartDairy.Hosting.Health;
using SmartDairy.Hosting.Notifications;
using SmartDairy.Hosting.Storage;
using SmartDairy.Hosting.Telemetry;

namespace SmartDairy.Hosting;

/// <summary>Puts a Smart Dairy process together.</summary>
public static class SmartDairyHostExtensions
{
    /// <summary>The name of the grain storage for what farms, animals and commands know.</summary>
    public const string EntityStorageName = SiloComposition.EntityStorageName;

    /// <summary>
    /// How long a process that stops may take: its connections drain, its queues go to other silos, what it holds is committed.
    /// </summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Adds what <c>Cluster:Mode</c> says: a silo with all that belongs to it, or a client of the silos. Then map
    /// <see cref="SmartDairyEndpoints.MapSmartDairy"/>. Hosted services that call grains must be added after it.
    /// </summary>
    /// <returns>The settings in force.</returns>
    /// <exception cref="InvalidConfigurationException">The configuration is wrong; the message names every wrong key and what it
    /// allows.</exception>
    public static SmartDairyOptions AddSmartDairy(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = SmartDairyOptions.Read(builder.Configuration);
        return settings.Cluster.Mode == ClusterMode.Client ? builder.AddSmartDairyClient(settings) : builder.AddSmartDairySilo(settings);
    }

    /// <summary>
    /// Adds the silo, the history, the MQTT broker or the way to one, logs, metrics, traces and health checks, as the configuration says.
    /// </summary>
    /// <returns>The settings in force.</returns>
    /// <exception cref="InvalidConfigurationException">The configuration is wrong, or says that this process is a client.</exception>
    public static SmartDairyOptions AddSmartDairySilo(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = SmartDairyOptions.Read(builder.Configuration);
        return settings.Cluster.Mode == ClusterMode.Client
            ? throw new InvalidConfigurationException(["Cluster:Mode is 'Client'; this program is a silo, allowed is Server or Embedded."])
            : builder.AddSmartDairySilo(settings);
    }

    private static SmartDairyOptions AddSmartDairySilo(this IHostApplicationBuilder builder, SmartDairyOptions settings)
    {
        var services = builder.Services;
        services.AddSharedServices(builder, settings);
        services.AddSmartDairyGrains(settings.Intake.Shards);
        builder.UseOrleans(silo => SiloComposition.Configure(silo, settings));

        // In this order: the store is open, the silo is up, the broker runs; Kestrel listens last of all.
        if (settings.Mqtt.Broker is null)
        {
            services.AddSingleton<ConnectionChangeHandler>(provider =>
            {
                var grains = provider.GetRequiredService<IGrainFactory>();
                return (deviceId, change) => grains.GetGrain<IDeviceGrain>(deviceId).HandleConnectionChangeAsync(change);
            });
            services.AddEmbeddedBroker(settings.Mqtt);
            services.AddHealthChecks().AddCheck<EmbeddedBrokerHealthCheck>("broker");
        }
        else
        {
            services.AddExternalBroker();
            services.AddHealthChecks().AddCheck<ExternalBrokerHealthCheck>("broker");
        }

        if (settings.Cluster.Mode == ClusterMode.Server)
        {
            services.AddDeviceRebalancer();
            services.AddClusterLiveFeed();
        }

        services.AddHealthChecks().AddCheck<SiloHealthCheck>("silo");
        return settings;
    }

    private static SmartDairyOptions AddSmartDairyClient(this IHostApplicationBuilder builder, SmartDairyOptions settings)
    {
        builder.Services.AddSharedServices(builder, settings);
        builder.UseOrleansClient(client => ClientComposition.Configure(client, settings));
        builder.Services.AddClusterLiveFeed();
        builder.Services.AddAlertReaders();
        builder.Services.AddHealthChecks().AddCheck<ClusterHealthCheck>("cluster");
        return settings;
    }

    /// <summary>What every process has: settings, logs, signals, the store.</summary>
    private static void AddSharedServices(this IServiceCollection services, IHostApplicationBuilder builder, SmartDairyOptions settings)
    {
        Directory.CreateDirectory(settings.DataDirectory);
        LoggingComposition.AddLogging(services, builder.Configuration);
        OpenTelemetryComposition.AddTelemetry(services, builder.Configuration);
        services.AddSingleton(settings);
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        services.AddStore(settings);
        services.AddAlertNotifications(builder.Configuration, settings);
        services.AddHealthChecks().AddCheck<HistoryHealthCheck>("history");
    }
}
