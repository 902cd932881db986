using System.Globalization;

namespace SmartDairy.Servers;

/// <summary>
/// A separate PostgreSQL server on a free port of the loopback address, from Debian's package, with a scratch data directory that is
/// deleted on disposal. Unlike many test servers it syncs to disk.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>Message for an environment without PostgreSQL.</summary>
    public const string NotInstalledMessage = "PostgreSQL is not installed (Debian: apt-get install postgresql)";

    private const string User = "postgres";
    private readonly string[] _settings;
    private ServerProcess? _process;

    private PostgresServer(string root, IReadOnlyDictionary<string, string> settings)
    {
        ScratchDirectory = root;
        Port = FreePort.Next();
        _settings = [.. settings.SelectMany(setting => (string[])["-c", $"{setting.Key}={setting.Value}"])];
    }

    public static bool IsInstalled => ServerPrograms.Find("initdb") is not null && ServerPrograms.Find("postgres") is not null;

    /// <summary>The scratch directory, writable by the server's user.</summary>
    public string ScratchDirectory { get; }

    public int Port { get; }

    public ServerProcess Process => _process ?? throw new InvalidOperationException("PostgreSQL is not running: start it first.");

    private string DataDirectory => Path.Combine(ScratchDirectory, "data");

    /// <summary>Creates and starts a server with an empty database <c>smartdairy</c>.</summary>
    /// <param name="settings">Server settings that add to or override the defaults of this class; null for none.</param>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed or did not start; the message has the reason.</exception>
    public static async Task<PostgresServer> StartAsync(IReadOnlyDictionary<string, string>? settings = null)
    {
        var root = Directory.CreateTempSubdirectory("smartdairy-postgres-").FullName;
        var all = new Dictionary<string, string>
        {
            ["listen_addresses"] = "127.0.0.1",
            ["unix_socket_directories"] = root,
            ["max_connections"] = "200",
            ["shared_buffers"] = "256MB",
            ["max_wal_size"] = "4GB",
            ["log_min_messages"] = "warning",
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
        {
            all[key] = value;
        }

        var server = new PostgresServer(root, all);
        try
        {
            await ServerProcess.ChangeOwnerAsync(root, User);
            await ServerProcess.RunAsync(
                ServerPrograms.FindOrThrow("initdb", "postgresql"),
                ["--pgdata", server.DataDirectory, "--username", User, "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8",
                    "--no-sync", "--no-instructions"],
                User, root);
            await server.StartProcessAsync();
            await server.CreateDatabaseAsync("smartdairy");
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Npgsql connection string of a database of this server.</summary>
    public string ConnectionString(string database = "smartdairy")
        => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Database={database};Username={User}");

    /// <summary>Creates an empty database.</summary>
    public Task CreateDatabaseAsync(string name)
        => ServerProcess.RunAsync(
            ServerPrograms.FindOrThrow("createdb", "postgresql"),
            ["--host", "127.0.0.1", "--port", Port.ToString(CultureInfo.InvariantCulture), "--username", User, "--template", "template0",
                name], User, ScratchDirectory);

    /// <summary>Starts the server on the same data and port and waits until it accepts connections.</summary>
    public async Task StartProcessAsync()
    {
        _process = ServerProcess.Start(
            ServerPrograms.FindOrThrow("postgres", "postgresql"),
            ["-D", DataDirectory, "-p", Port.ToString(CultureInfo.InvariantCulture), .. _settings], User, ScratchDirectory);
        var probe = ServerPrograms.FindOrThrow("pg_isready", "postgresql");
        await _process.WaitUntilReadyAsync(async () =>
        {
            try
            {
                await ServerProcess.RunAsync(probe,
                    ["--host", "127.0.0.1", "--port", Port.ToString(CultureInfo.InvariantCulture), "--username", User], User,
                    ScratchDirectory);
                return true;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        });
    }

    /// <summary>Stops the server at once without a checkpoint (SIGQUIT); committed data are recovered at the next start.</summary>
    public async Task StopImmediatelyAsync()
    {
        Process.Signal(ProcessSignals.Quit);
        await Process.WaitForExitAsync();
        await Process.DisposeAsync();
        _process = null;
    }

    /// <summary>Closes client connections and stops the server cleanly (SIGINT).</summary>
    public async Task StopAsync()
    {
        Process.Signal(ProcessSignals.Interrupt);
        await Process.WaitForExitAsync();
        await Process.DisposeAsync();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Thaw();
            await StopImmediatelyAsync();
        }

        Directory.Delete(ScratchDirectory, recursive: true);
    }
}
