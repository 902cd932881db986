using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using SmartDairy.Hosting.Configuration;
using SmartDairy.Hosting.Storage;

namespace SmartDairy.Hosting.Cluster;

/// <summary>Configures the client of a process without a silo.</summary>
internal static class ClientComposition
{
    public static void Configure(IClientBuilder client, SmartDairyOptions settings)
    {
        client.Configure<ClusterOptions>(names =>
            (names.ServiceId, names.ClusterId) = (ClusterIdentity.ServiceId, ClusterIdentity.ResolveClusterId(settings.Cluster.Id)));
        client.UseAdoNetClustering(
            (OptionsBuilder<AdoNetClusteringClientOptions> clustering) => clustering.Configure<OrleansDataSource>((options, database) =>
        {
            options.Invariant = StoreComposition.GetAdoNetInvariant(settings);
            options.DataSource = database.DataSource;
        }));
        client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
        client.AddActivityPropagation();
        client.Services.AddSingleton<IClientConnectionRetryFilter, ClusterConnectionRetryFilter>();
    }
}
