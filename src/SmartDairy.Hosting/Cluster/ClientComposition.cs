using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using SmartDairy.Hosting.Settings;
using SmartDairy.Hosting.Storage;

namespace SmartDairy.Hosting.Cluster;

/// <summary>Puts the client of a process without a silo together.</summary>
internal static class ClientComposition
{
    public static void Configure(IClientBuilder client, SmartDairySettings settings)
    {
        client.Configure<ClusterOptions>(names => (names.ServiceId, names.ClusterId) = (ClusterNames.Service, ClusterNames.Cluster(settings.Cluster.Id)));
        client.UseAdoNetClustering((OptionsBuilder<AdoNetClusteringClientOptions> clustering) => clustering.Configure<OrleansDatabase>((options, database) =>
        {
            options.Invariant = StoreComposition.Invariant(settings);
            options.DataSource = database.Source;
        }));
        client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
        client.AddActivityPropagation();
        client.Services.AddSingleton<IClientConnectionRetryFilter, PatientConnection>();
    }
}
