using System.Buffers.Text;
using System.Security.Cryptography;
using SmartDairy.Cli.Api;
using SmartDairy.Servers;

namespace SmartDairy.Cli.Cluster;

/// <summary>
/// The server shape on one machine, for tests and measurements: PostgreSQL and Mosquitto from the system's packages, silos and API nodes,
/// all on free ports of the loopback address, with scratch directories that are deleted on disposal.
/// </summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    private readonly LocalClusterOptions _options;
    private readonly string _directory;
    private readonly string _id = $"local-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
    private volatile ClusterNodeProcess[] _silos = [];
    private readonly List<ClusterNodeProcess> _apis = [];

    private LocalCluster(LocalClusterOptions options, PostgresServer database, MosquittoServer broker)
    {
        (_options, Database, Broker) = (options, database, broker);
        _directory = Directory.CreateTempSubdirectory("smartdairy-cluster-").FullName;
    }

    public PostgresServer Database { get; }

    public MosquittoServer Broker { get; }

    public string Key { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public IReadOnlyList<ClusterNodeProcess> Silos => _silos;

    public IReadOnlyList<ClusterNodeProcess> Apis => _apis;

    /// <summary>Resident memory of the largest silo, MiB.</summary>
    public double LargestSiloMiB => _silos.Max(silo => silo.ResidentMiB);

    /// <exception cref="InvalidOperationException">PostgreSQL or Mosquitto is not installed.</exception>
    /// <exception cref="ApiException">A program is not built or did not start.</exception>
    public static async Task<LocalCluster> StartAsync(LocalClusterOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        // Fails before anything is started when a program is not built.
        _ = (BuiltPrograms.Silo(options.BuildDirectory), BuiltPrograms.Api(options.BuildDirectory));
        var database = await PostgresServer.StartAsync(options.PostgresSettings);
        MosquittoServer broker;
        try
        {
            broker = await MosquittoServer.StartAsync();
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }

        var cluster = new LocalCluster(options, database, broker);
        try
        {
            for (var i = 0; i < options.Silos; i++)
            {
                cluster.AddSilo();
            }

            for (var i = 0; i < options.ApiNodes; i++)
            {
                cluster._apis.Add(
                    new ClusterNodeProcess($"api {i + 1}", BuiltPrograms.Api(options.BuildDirectory),
                        cluster.CreateArguments(cluster._directory, options.ApiNodesAreSilos
                            ? "Server"
                            : "Client", [$"--Security:BootstrapApiKey={cluster.Key}", .. options.ApiArguments]), cluster._directory));
            }

            foreach (var node in cluster._silos.Concat(cluster._apis))
            {
                await node.StartProcessAsync();
            }

            foreach (var node in cluster._silos.Concat(cluster._apis))
            {
                await node.WaitUntilReadyAsync(time, cancellationToken);
            }

            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client of one of the API nodes.</summary>
    public ApiClient CreateClient(int api = 0) => new(_apis[api].Url, Key);

    /// <summary>Adds a silo without starting it.</summary>
    public ClusterNodeProcess AddSilo()
    {
        var silo =
            new ClusterNodeProcess($"silo {_silos.Length + 1}", BuiltPrograms.Silo(_options.BuildDirectory),
                CreateArguments(_directory, "Server", [.. _options.SiloArguments]), _directory);
        _silos = [.. _silos, silo];
        return silo;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _apis.Concat(_silos))
        {
            await node.DisposeAsync();
        }

        await Broker.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private string[] CreateArguments(string directory, string mode, params string[] additional)
    {
        var database = Database.ConnectionString();
        return
        [
            $"--Cluster:Mode={mode}", $"--Cluster:Id={_id}", "--Cluster:Address=127.0.0.1", "--Cluster:SiloPort=0",
            "--Cluster:GatewayPort=0",
            $"--ConnectionStrings:SmartDairy={(mode == "Server" ? _options.RewriteConnectionString?.Invoke(database) : null) ?? database}",
            $"--Mqtt:Broker=mqtt://127.0.0.1:{Broker.Port}", $"--Data:Directory={directory}", "--Demo:Enabled=false", .. additional,
        ];
    }
}
