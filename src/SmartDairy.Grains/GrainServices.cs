using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Backtests;
using SmartDairy.Contracts.Live;
using SmartDairy.Grains.Alerts;
using SmartDairy.Grains.Alerts.Backtests;
using SmartDairy.Grains.Alerts.Dispatch;
using SmartDairy.Grains.Animals;
using SmartDairy.Grains.Cluster;
using SmartDairy.Grains.Devices;
using SmartDairy.Grains.Intake;
using SmartDairy.Grains.Live;
using SmartDairy.History;
using SmartDairy.History.Alerts;

namespace SmartDairy.Grains;

public static class GrainServices
{
    /// <summary>Registers what the grains of one silo share. Needs a history, a registry, an alert store, a herd store, notifications and a connection control beside it.</summary>
    /// <param name="shards">Number of shards of the inbound stream.</param>
    public static IServiceCollection AddSmartDairyGrains(this IServiceCollection services, int shards)
    {
        services.AddPlacementDirector<OnSiloPlacement, OnSiloDirector>();
        services.AddPlacementDirector<AtHomePlacement, AtHomeDirector>();
        return services
            .AddSingleton<LiveSilos>()
            .AddSingleton<AwakeDevices>()
            .AddSingleton<IntakeLedger>()
            .AddSingleton<Rejector>()
            .AddSingleton<DeviceDirectory>()
            .AddSingleton<IngestPipeline>()
            .AddSingleton<ReplayDesk>()
            .AddSingleton(new IntakeShards(shards))
            .AddSingleton<ReadingFeed>()
            .AddSingleton<IReadingFeed>(provider => provider.GetRequiredService<ReadingFeed>())
            .AddSingleton<Sensors.FarmCalibrations>()
            .AddSingleton<RuleBooks>()
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<RuleBooks>())
            .AddSingleton<PeerValues>()
            .AddSingleton<SourceRulesContext>()
            .AddSingleton<RollCall>()
            .AddSingleton<AlertNews>()
            .AddSingleton<NoticeDesk>()
            .AddSingleton<BindingBooks>()
            .AddSingleton<HerdDesk>()
            .AddSingleton<CowPast>()
            .AddSingleton<PlaceClimates>()
            .AddSingleton<Rederivation>()
            .AddSingleton<HerdContext>()
            .AddParlor()
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<HerdDesk>())
            .AddAlertReading();
    }

    /// <summary>
    /// What reads alerts from the store in any process, silo or API node: the feed of what happens to them, and backtests. Needs a history, a registry and an alert store.
    /// </summary>
    public static IServiceCollection AddAlertReading(this IServiceCollection services) => services
        .AddSingleton<IAlertFeed>(provider => new AlertTail(provider.GetRequiredService<IAlertStore>(), provider.GetRequiredService<TimeProvider>(), provider.GetService<AlertNews>()))
        .AddSingleton<IBacktester, Backtester>();

    /// <summary>
    /// For a silo that is not alone: moves device actors when silos come and go. A silo that is alone needs none of it.
    /// </summary>
    public static IServiceCollection AddDeviceSpread(this IServiceCollection services, Action<DeviceSpreadOptions>? configure = null)
    {
        var options = new DeviceSpreadOptions();
        configure?.Invoke(options);
        return services
            .AddSingleton(options)
            .AddSingleton<DeviceSpread>()
            .AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<DeviceSpread>());
    }

    /// <summary>
    /// For an API node, or a silo beside others that serves the API: the live feed of the whole cluster in place of this process's. Needs a grain factory
    /// and a history; after <see cref="AddSmartDairyGrains"/> in a silo.
    /// </summary>
    public static IServiceCollection AddClusterFeed(this IServiceCollection services, Action<ClusterFeedOptions>? configure = null)
    {
        var options = new ClusterFeedOptions();
        configure?.Invoke(options);
        return services
            .AddSingleton(provider => new ClusterFeed(
                provider.GetRequiredService<IGrainFactory>(),
                provider.GetRequiredService<IHistory>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<ClusterFeed>>(),
                options,
                provider.GetService<ReadingFeed>(),
                provider.GetService<ILocalSiloDetails>()?.SiloAddress))
            .Replace(ServiceDescriptor.Singleton<IReadingFeed>(provider => provider.GetRequiredService<ClusterFeed>()));
    }
}
