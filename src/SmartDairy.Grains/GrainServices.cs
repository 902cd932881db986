using Microsoft.Extensions.DependencyInjection;
using SmartDairy.Contracts.Live;
using SmartDairy.Grains.Cluster;
using SmartDairy.Grains.Devices;
using SmartDairy.Grains.Intake;
using SmartDairy.Grains.Live;

namespace SmartDairy.Grains;

public static class GrainServices
{
    /// <summary>Registers what the grains of one silo share. Needs a history, a registry and a connection control beside it.</summary>
    /// <param name="shards">Number of shards of the inbound stream.</param>
    public static IServiceCollection AddSmartDairyGrains(this IServiceCollection services, int shards)
    {
        services.AddPlacementDirector<OnSiloPlacement, OnSiloDirector>();
        return services
            .AddSingleton<LiveSilos>()
            .AddSingleton<IntakeLedger>()
            .AddSingleton<Rejector>()
            .AddSingleton<DeviceDirectory>()
            .AddSingleton<IngestPipeline>()
            .AddSingleton<ReplayDesk>()
            .AddSingleton(new IntakeShards(shards))
            .AddSingleton<ReadingFeed>()
            .AddSingleton<IReadingFeed>(provider => provider.GetRequiredService<ReadingFeed>());
    }
}
