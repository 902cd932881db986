using SmartDairy.Cli.Cluster;
using SmartDairy.Servers;
using SmartDairy.Testing;

namespace SmartDairy.EndToEnd.Tests;

/// <summary>The server shape: PostgreSQL, Mosquitto, a headless silo and an API node, each a process of its own.</summary>
public sealed class ServerShape : Dairy
{
    private readonly LocalCluster _cluster;

    private ServerShape(LocalCluster cluster)
    {
        _cluster = cluster;
        Reach(cluster.Apis[0].Url, cluster.Key);
    }

    public override int MqttPort => _cluster.Broker.Port;

    public override bool AnswersSenders => false;

    /// <summary>Skips the test where PostgreSQL or Mosquitto is missing, and fails it in CI.</summary>
    public static void Require()
    {
        RequiredServer.Check(PostgresServer.IsInstalled, PostgresServer.Missing);
        RequiredServer.Check(MosquittoServer.IsInstalled, MosquittoServer.Missing);
    }

    /// <param name="together">The API node is a silo too, beside the headless one.</param>
    public static async Task<ServerShape> StartAsync(bool together = false)
    {
        Require();
        var options = new ClusterOptions { Build = Repository(), ApiNodesAreSilos = together };
        return new ServerShape(await LocalCluster.StartAsync(options, TimeProvider.System, Xunit.TestContext.Current.CancellationToken));
    }

    /// <summary>The root of the repository, whose programs are run.</summary>
    public static string Repository()
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
