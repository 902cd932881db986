using System.Net;
using SmartDairy.Cli.Api;
using SmartDairy.Cli.Options;

namespace SmartDairy.Cli.Bench;

/// <summary>The server under test: a running server, or a server started for this run.</summary>
internal sealed class BenchTarget : IAsyncDisposable
{
    private readonly ApiProcess? _process;

    /// <summary>A server that the caller starts and stops.</summary>
    public BenchTarget(ApiClient api, IPEndPoint broker, int? processId)
        : this(null, api, broker, processId)
    {
    }

    private BenchTarget(ApiProcess? process, ApiClient api, IPEndPoint broker, int? processId) =>
        (_process, Api, Broker, ProcessId) = (process, api, broker, processId);

    public ApiClient Api { get; }

    public IPEndPoint Broker { get; }

    /// <summary>Process id of the API; null when unknown, then memory and CPU are not measured.</summary>
    public int? ProcessId { get; }

    public static async Task<BenchTarget> ConnectOrStartAsync(
        IngestBenchOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (options.Url is { } url)
        {
            var broker = await MqttAddress.ResolveAsync(options.Mqtt ?? $"{url.Host}:1883", cancellationToken);
            return new BenchTarget(null, new ApiClient(url, options.Key), broker, options.ProcessId);
        }

        var dll = ApiProcess.FindAssembly(options.ApiPath)
            ?? throw new ApiException(ExitCodes.Usage,
                "There is no built API here: run 'dotnet build -c Release api', or give --api, or the --url of a running API.");
        var process = await ApiProcess.StartAsync(dll, time, cancellationToken);
        return new BenchTarget(
            process, new ApiClient(process.Url, process.Key), new IPEndPoint(IPAddress.Loopback, process.MqttPort), process.ProcessId);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }
}
