using System.Diagnostics;
using System.Net;
using System.Text;
using SmartDairy.Servers;

namespace SmartDairy.EndToEnd.Tests;

/// <summary>
/// The embedded shape: the real API in a separate process, on free ports and a scratch data directory. The process can be killed and
/// restarted on the same data.
/// </summary>
public sealed class EmbeddedDeployment : Deployment
{
    public const string Key = "sd_end-to-end-tests-key-0123456789abcdef";
    private readonly StringBuilder _log = new();
    private Process? _process;

    private EmbeddedDeployment(string data, IReadOnlyList<string> arguments)
    {
        DataDirectory = data;
        Arguments = arguments;
        HttpPort = FreePort.Next();
        MqttPort = FreePort.Next();
        SetEndpoint(new Uri($"http://127.0.0.1:{HttpPort}"), Key);
    }

    public string DataDirectory { get; }

    public int HttpPort { get; }

    public override int MqttPort { get; }

    public override bool ReportsOutcomeToSenders => true;

    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    public int Id => _process!.Id;

    private IReadOnlyList<string> Arguments { get; }

    public static async Task<EmbeddedDeployment> StartAsync(params string[] arguments)
    {
        var api = new EmbeddedDeployment(Directory.CreateTempSubdirectory("smartdairy-e2e-").FullName, arguments);
        await api.StartProcessAsync();
        return api;
    }

    public async Task StartProcessAsync()
    {
        var start = new ProcessStartInfo("dotnet")
        { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = DataDirectory };
        start.ArgumentList.Add(FindAssembly());
        foreach (var argument in (string[])
        [
            $"--urls=http://127.0.0.1:{HttpPort}", $"--Mqtt:Port={MqttPort}", $"--Data:Directory={DataDirectory}",
            $"--Security:BootstrapApiKey={Key}",
            "--Cluster:SiloPort=0", "--Cluster:GatewayPort=0", "--Demo:Enabled=false", .. Arguments,
        ])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => AppendLog(line.Data);
        _process.ErrorDataReceived += (_, line) => AppendLog(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var deadline = Stopwatch.StartNew();
        while (deadline.Elapsed < TimeSpan.FromSeconds(60))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException("The API ended during startup:\n" + Log);
            }

            try
            {
                if ((await Http.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            await poll.WaitForNextTickAsync();
        }

        throw new TimeoutException("The API did not become ready:\n" + Log);
    }

    /// <summary>Sends SIGKILL; no shutdown code runs.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        await base.DisposeAsync();
        Directory.Delete(DataDirectory, true);
    }

    private static string FindAssembly()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var configuration = output.Parent!.Name;
        var root = output;
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "SmartDairy.Orleans.sln")))
        {
            root = root.Parent;
        }

        return Path.Combine(root!.FullName, "api", "bin", configuration, "net10.0", "SmartDairy.Api.dll");
    }

    private void AppendLog(string? line)
    {
        lock (_log)
        {
            if (line is not null && _log.Length < 1_000_000)
            {
                _log.AppendLine(line);
            }
        }
    }
}
