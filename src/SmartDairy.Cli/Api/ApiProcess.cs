using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using SmartDairy.Servers;

namespace SmartDairy.Cli.Api;

/// <summary>The API as a child process on free ports, with a scratch data directory that is deleted on disposal.</summary>
internal sealed class ApiProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _directory;
    private readonly StreamWriter _log;

    private ApiProcess(Process process, string directory, StreamWriter log, Uri url, int mqttPort, string key) =>
        (_process, _directory, _log, Url, MqttPort, Key) = (process, directory, log, url, mqttPort, key);

    public Uri Url { get; }

    public int MqttPort { get; }

    public string Key { get; }

    public int ProcessId => _process.Id;

    /// <summary>
    /// Path of the API's dll: <paramref name="given"/> if it exists, or without one the Release, else the Debug build under an <c>api</c>
    /// folder here or above; null when there is none.
    /// </summary>
    public static string? FindAssembly(string? given)
    {
        if (given is not null)
        {
            return File.Exists(given) ? Path.GetFullPath(given) : null;
        }

        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            var builds =
                new[] { "Release", "Debug" }.Select(
                    name => Path.Combine(folder.FullName, "api", "bin", name, "net10.0", "SmartDairy.Api.dll"));
            if (builds.FirstOrDefault(File.Exists) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Starts the API and waits until it is ready, at most a minute.</summary>
    /// <param name="settings">Further settings as environment variables, e.g. <c>Notifications__Smtp__Host</c>; null for none.</param>
    /// <exception cref="ApiException">The API ended, or was not ready within a minute; the message has the end of its output.</exception>
    public static async Task<ApiProcess> StartAsync(
        string dll, TimeProvider time, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? settings = null)
    {
        var directory = Directory.CreateTempSubdirectory("smartdairy-bench-").FullName;
        var (http, mqtt) = (FreePort.Next(), FreePort.Next());
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var start = new ProcessStartInfo("dotnet", [dll])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Added to the environment of this process.
            Environment =
            {
                ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{http}",
                ["Mqtt__Port"] = mqtt.ToString(),
                ["Data__Directory"] = directory,
                ["Security__BootstrapApiKey"] = key,
                ["Demo__Enabled"] = "false",
                ["Cluster__SiloPort"] = "0",
                ["Cluster__GatewayPort"] = "0",
            },
            WorkingDirectory = Path.GetDirectoryName(dll)!,
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var log = new StreamWriter(Path.Combine(directory, "api.log")) { AutoFlush = true };
        var process = Process.Start(start) ?? throw new ApiException(ExitCodes.Unreachable, "dotnet could not be started.");
        var output = TextWriter.Synchronized(log);
        process.OutputDataReceived += (_, line) => output.WriteLine(line.Data);
        process.ErrorDataReceived += (_, line) => output.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var api = new ApiProcess(process, directory, log, new Uri($"http://127.0.0.1:{http}/"), mqtt, key);
        try
        {
            await api.WaitUntilReadyAsync(time, cancellationToken);
            return api;
        }
        catch
        {
            await api.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        // Also waits for the end of the output, which is still written to the log.
        await _process.WaitForExitAsync();

        _process.Dispose();
        await _log.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task WaitUntilReadyAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(5) };
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < TimeSpan.FromMinutes(1))
        {
            if (_process.HasExited)
            {
                throw new ApiException(ExitCodes.Unreachable, $"The API ended during startup:\n{LastLogLines()}");
            }

            try
            {
                using var answer = await http.GetAsync("health/ready", cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception error)
            when (error is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
            {
                // Not listening yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancellationToken);
        }

        throw new ApiException(ExitCodes.Unreachable, $"The API was not ready within a minute:\n{LastLogLines()}");
    }

    private string LastLogLines()
    {
        using var file = new FileStream(Path.Combine(_directory, "api.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return string.Join('\n', reader.ReadToEnd().Split('\n').TakeLast(20));
    }
}
