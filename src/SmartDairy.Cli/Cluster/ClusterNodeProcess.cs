using System.Net;
using SmartDairy.Cli.Api;
using SmartDairy.Servers;

namespace SmartDairy.Cli.Cluster;

/// <summary>A silo or an API node as a separate process, which can be stopped, killed and restarted with the same ports and data.</summary>
internal sealed class ClusterNodeProcess(string name, string dll, IReadOnlyList<string> arguments, string directory) : IAsyncDisposable
{
    private static readonly TimeSpan MaxStartupTime = TimeSpan.FromMinutes(1);
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private ServerProcess? _process;

    public string Name { get; } = name;

    public Uri Url { get; } = new($"http://127.0.0.1:{FreePort.Next()}/");

    /// <summary>The running process; null while the node does not run.</summary>
    public ServerProcess? Process => _process is { HasEnded: false } ? _process : null;

    public double ResidentMiB => Process?.ResidentMiB ?? 0;

    /// <summary>Output of the current or last run.</summary>
    public string Log => _process?.Log ?? "";

    /// <summary>Starts the process without waiting until it is ready.</summary>
    public async Task StartProcessAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _process = ServerProcess.Start("dotnet", [dll, $"--urls={Url.ToString().TrimEnd('/')}", .. arguments], null, directory);
    }

    /// <exception cref="ApiException">The process ended, or was not ready within a minute; the message has the end of its log.</exception>
    public async Task WaitUntilReadyAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                using var answer = await _http.GetAsync(new Uri(Url, "health/ready"), cancellationToken);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (Exception error)
            when (error is HttpRequestException || (error is TaskCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // Not listening yet.
            }

            if (Process is null || time.GetElapsedTime(began) > MaxStartupTime)
            {
                throw new ApiException(ExitCodes.Unreachable,
                    $"{Name} {(Process is null ? "ended during startup" : "was not ready within a minute")}:\n{string.Join('\n', Log.Split('\n').TakeLast(20))}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
        }
    }

    public async Task StartAndWaitUntilReadyAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        await StartProcessAsync();
        await WaitUntilReadyAsync(time, cancellationToken);
    }

    /// <summary>Sends SIGKILL; no shutdown code runs.</summary>
    public Task KillAsync() => _process!.KillAsync();

    /// <summary>Sends SIGTERM; the node drains and leaves the cluster.</summary>
    public Task StopAsync() => _process!.StopAsync();

    /// <summary>Sum of a counter over its labels, from <c>/metrics</c>; 0 when the node does not answer.</summary>
    /// <param name="metric">Prometheus name of the counter.</param>
    /// <param name="label">Only samples with this text in their labels, e.g. <c>outcome="success"</c>; null for all.</param>
    public async Task<double> ReadCounterAsync(string metric, string? label, CancellationToken cancellationToken)
    {
        try
        {
            var sum = 0.0;
            foreach (var line in (await _http.GetStringAsync(new Uri(Url, "metrics"), cancellationToken)).Split('\n'))
            {
                if (line.StartsWith(metric, StringComparison.Ordinal) && line[metric.Length] is '{' or ' '
                    && (label is null || line.Contains(label, StringComparison.Ordinal)))
                {
                    var parts = line[(line.LastIndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                    sum += double.Parse(
                        parts[line.Contains('}', StringComparison.Ordinal) ? 0 : 1], System.Globalization.CultureInfo.InvariantCulture);
                }
            }

            return sum;
        }
        catch (Exception error)
        when (error is HttpRequestException || (error is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }
}
