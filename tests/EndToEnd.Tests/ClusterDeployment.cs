using SmartDairy.Cli.Cluster;
using SmartDairy.Servers;
using SmartDairy.Testing;

namespace SmartDairy.EndToEnd.Tests;

/// <summary>The server shape: PostgreSQL, Mosquitto, a headless silo and an API node, each a separate process.</summary>
public sealed class ClusterDeployment : Deployment
{
    private readonly LocalCluster _cluster;

    private ClusterDeployment(LocalCluster cluster)
    {
        _cluster = cluster;
        SetEndpoint(cluster.Apis[0].Url, cluster.Key);
    }

    public override int MqttPort => _cluster.Broker.Port;

    public override bool ReportsOutcomeToSenders => false;

    /// <summary>Skips the test where PostgreSQL or Mosquitto is missing, and fails it in CI.</summary>
    public static void RequireServers()
    {
        RequiredServer.SkipOrFailIfMissing(PostgresServer.IsInstalled, PostgresServer.NotInstalledMessage);
        RequiredServer.SkipOrFailIfMissing(MosquittoServer.IsInstalled, MosquittoServer.NotInstalledMessage);
    }

    /// <param name="apiInSilo">Whether the API node is also a silo, beside the headless silo. The default is false.</param>
    public static async Task<ClusterDeployment> StartAsync(bool apiInSilo = false)
    {
        RequireServers();
        var options = new LocalClusterOptions { BuildDirectory = FindRepositoryRoot(), ApiNodesAreSilos = apiInSilo };
        return new ClusterDeployment(
            await LocalCluster.StartAsync(options, TimeProvider.System, Xunit.TestContext.Current.CancellationToken));
    }

    /// <summary>Root of the repository with the built programs.</summary>
    public static string FindRepositoryRoot()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "SmartDairy.Orleans.sln")))
        {
            root = root.Parent!;
        }

        return root.FullName;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _cluster.DisposeAsync();
    }
}
