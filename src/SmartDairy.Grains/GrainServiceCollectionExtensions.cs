using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Backtests;
using SmartDairy.Contracts.Live;
using SmartDairy.Grains.Alerts;
using SmartDairy.Grains.Alerts.Backtests;
using SmartDairy.Grains.Alerts.Delivery;
using SmartDairy.Grains.Animals;
using SmartDairy.Grains.Cluster;
using SmartDairy.Grains.Devices;
using SmartDairy.Grains.Intake;
using SmartDairy.Grains.Live;
using SmartDairy.History;
using SmartDairy.History.Alerts;
using SmartDairy.History.Ledger;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Grains;

/// <summary>Registers the services of actors.</summary>
public static class GrainServiceCollectionExtensions
{
    /// <summary>
    /// Registers the services that the actors of one silo share. Requires a history, a registry, an alert store, a herd store,
    /// notifications and a device connection control.
    /// </summary>
    /// <param name="shards">The number of shards of the inbound stream.</param>
    public static IServiceCollection AddSmartDairyGrains(this IServiceCollection services, int shards)
    {
        services.AddPlacementDirector<OnSiloPlacement, OnSiloPlacementDirector>();
        services.AddPlacementDirector<RendezvousPlacement, RendezvousPlacementDirector>();
        services.AddKeyedSingleton<PlacementStrategy>(RendezvousPlacement.ManifestName, (_, _) => new RendezvousPlacement());
        return services
            .AddSingleton<ActiveSilos>()
            .AddSingleton<DeviceActivations>()
            .AddSingleton<IntakeLedger>()
            .AddSingleton<RejectedMessageRecorder>()
            .AddSingleton<DeviceDirectory>()
            .AddSingleton<IngestPipeline>()
            .AddSingleton<DeviceServices>()
            .AddSingleton<RejectedMessageReplayer>()
            .AddSingleton(new IntakeShards(shards))
            .AddSingleton<LocalLiveFeed>()
            .AddSingleton<ILiveFeed>(provider => provider.GetRequiredService<LocalLiveFeed>())
            .AddSingleton<Sensors.CalibrationCache>()
            .AddSingleton<AlertConfigurationCache>()
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<AlertConfigurationCache>())
            .AddSingleton<PeerValueCache>()
            .AddSingleton<SourceRuleServices>()
            .AddSingleton<SourceActivator>()
            .AddSingleton<AlertPublisher>()
            .AddSingleton<NotificationSender>()
            .AddSingleton<BindingCache>()
            .AddSingleton<HerdRecordWriter>()
            .AddSingleton<CowHistory>()
            .AddSingleton<PlaceClimateHistory>()
            .AddSingleton<DetectionRebuilder>()
            .AddSingleton<HerdServices>()
            .AddMilkingAndGates()
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<HerdRecordWriter>())
            .AddAlertReaders();
    }

    /// <summary>
    /// Registers the readers of alerts of any process, silo or API node: the alert feed and backtests. Requires a history,
    /// a registry and an alert store.
    /// </summary>
    public static IServiceCollection AddAlertReaders(this IServiceCollection services) => services
        .AddSingleton<IAlertFeed>(provider => new AlertFeed(
            provider.GetRequiredService<IAlertStore>(), provider.GetRequiredService<TimeProvider>(), provider.GetService<AlertPublisher>()))
        .AddSingleton<IBacktester, Backtester>();

    /// <summary>
    /// Registers the rebalancer, which moves device actors when silos join or leave. A silo that is alone does not need it.
    /// </summary>
    public static IServiceCollection AddDeviceRebalancer(
        this IServiceCollection services, Action<DeviceRebalancerOptions>? configure = null)
    {
        var options = new DeviceRebalancerOptions();
        configure?.Invoke(options);
        return services
            .AddSingleton(options)
            .AddSingleton<DeviceRebalancer>()
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<DeviceRebalancer>());
    }

    /// <summary>
    /// Registers the live feed of the whole cluster in place of that of this process, for an API node or a silo that serves the API beside
    /// others. Requires a grain factory and a history; after <see cref="AddSmartDairyGrains"/> in a silo.
    /// </summary>
    public static IServiceCollection AddClusterLiveFeed(this IServiceCollection services, Action<ClusterLiveFeedOptions>? configure = null)
    {
        var options = new ClusterLiveFeedOptions();
        configure?.Invoke(options);
        return services
            .AddSingleton(provider => new ClusterLiveFeed(
                provider.GetRequiredService<IGrainFactory>(),
                provider.GetRequiredService<IHistory>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<ClusterLiveFeed>>(),
                options,
                provider.GetService<LocalLiveFeed>(),
                provider.GetService<ILocalSiloDetails>()?.SiloAddress))
            .Replace(ServiceDescriptor.Singleton<ILiveFeed>(provider => provider.GetRequiredService<ClusterLiveFeed>()));
    }
}
