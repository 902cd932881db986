using System.Globalization;
using System.Net.Sockets;

namespace SmartDairy.Servers;

/// <summary>
/// A Mosquitto broker on a free port of the loopback address, from Debian's package, with a scratch directory that is deleted on disposal.
/// </summary>
public sealed class MosquittoServer : IAsyncDisposable
{
    /// <summary>Message for an environment without Mosquitto.</summary>
    public const string NotInstalledMessage = "Mosquitto is not installed (Debian: apt-get install mosquitto)";

    private const string User = "mosquitto";
    private ServerProcess? _process;

    private MosquittoServer(string root)
    {
        ScratchDirectory = root;
        Port = FreePort.Next();
    }

    public static bool IsInstalled => ServerPrograms.Find("mosquitto") is not null;

    /// <summary>The scratch directory, for certificates and the like.</summary>
    public string ScratchDirectory { get; }

    public int Port { get; }

    public ServerProcess Process => _process ?? throw new InvalidOperationException("Mosquitto is not running: start it first.");

    /// <summary>
    /// Starts a broker that accepts anonymous clients and drops nothing: unbounded queues, sessions saved every 5 s and on stop.
    /// </summary>
    /// <param name="configuration">
    /// Returns the configuration lines, given the server with its scratch directory and port; null for the defaults. Files named in the
    /// lines must be in the scratch directory.
    /// </param>
    /// <exception cref="InvalidOperationException">Mosquitto is not installed or did not start; the message has the reason.</exception>
    public static async Task<MosquittoServer> StartAsync(Func<MosquittoServer, IEnumerable<string>>? configuration = null)
    {
        var server = new MosquittoServer(Directory.CreateTempSubdirectory("smartdairy-mosquitto-").FullName);
        try
        {
            await File.WriteAllLinesAsync(server.Configuration, (configuration ?? AnonymousConfiguration)(server));
            await ServerProcess.ChangeOwnerAsync(server.ScratchDirectory, User);
            await server.StartProcessAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The default configuration lines of <see cref="StartAsync"/>.</summary>
    public static IEnumerable<string> AnonymousConfiguration(MosquittoServer server) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"listener {server.Port} 127.0.0.1"),
        "allow_anonymous true",
        .. DurabilityConfiguration(server),
    ];

    /// <summary>Configuration lines for durability: unbounded queues, sessions on disk.</summary>
    public static IEnumerable<string> DurabilityConfiguration(MosquittoServer server) =>
    [
        "max_queued_messages 0",
        "max_inflight_messages 0",
        "persistence true",
        $"persistence_location {server.ScratchDirectory}/",
        "autosave_interval 5",
        "log_type error",
        "log_type warning",
    ];

    /// <summary>Starts the broker with the same configuration and waits until it accepts connections.</summary>
    public async Task StartProcessAsync()
    {
        _process = ServerProcess.Start(ServerPrograms.FindOrThrow("mosquitto", "mosquitto"), ["-c", Configuration], User, ScratchDirectory);
        await _process.WaitUntilReadyAsync(AcceptsConnectionsAsync);
    }

    /// <summary>Sends SIGTERM; the broker saves its sessions and their messages.</summary>
    public async Task StopAsync()
    {
        Process.Signal(ProcessSignals.Terminate);
        await Process.WaitForExitAsync();
        await Process.DisposeAsync();
        _process = null;
    }

    /// <summary>Sends SIGKILL; unsaved messages are lost, including acknowledged ones.</summary>
    public async Task KillAsync()
    {
        await Process.KillAsync();
        await Process.DisposeAsync();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        Directory.Delete(ScratchDirectory, recursive: true);
    }

    private string Configuration => Path.Combine(ScratchDirectory, "mosquitto.conf");

    private async Task<bool> AcceptsConnectionsAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
