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

public static class GrainServiceCollectionExtensions
{
    /// <summary>Registers what the grains of one silo share. Needs a history, a registry, an alert store, a herd store, notifications and a connection control beside it.</summary>
    /// <param name="shards">Number of shards of the inbound stream.</param>
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
    /// What reads alerts from the store in any process, silo or API node: the feed of what happens to them, and backtests. Needs a history, a registry and an alert store.
    /// </summary>
    public static IServiceCollection AddAlertReaders(this IServiceCollection services) => services
        .AddSingleton<IAlertFeed>(provider => new AlertFeed(provider.GetRequiredService<IAlertStore>(), provider.GetRequiredService<TimeProvider>(), provider.GetService<AlertPublisher>()))
        .AddSingleton<IBacktester, Backtester>();

    /// <summary>
    /// For a silo that is not alone: moves device actors when silos come and go. A silo that is alone needs none of it.
    /// </summary>
    public static IServiceCollection AddDeviceRebalancer(this IServiceCollection services, Action<DeviceRebalancerOptions>? configure = null)
    {
        var options = new DeviceRebalancerOptions();
        configure?.Invoke(options);
        return services
            .AddSingleton(options)
            .AddSingleton<DeviceRebalancer>()
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<DeviceRebalancer>());
    }

    /// <summary>
    /// For an API node, or a silo beside others that serves the API: the live feed of the whole cluster in place of this process's. Needs a grain factory
    /// and a history; after <see cref="AddSmartDairyGrains"/> in a silo.
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
