using System.Text.Json;
using SmartDairy.Cli.Load;

namespace SmartDairy.Cli.Api;

/// <summary>
/// A subscriber of <c>readings</c> that measures the time from each reading's event time, which the generator sets when it publishes, to the push.
/// </summary>
internal sealed class PushWatch(ApiClient api, TimeProvider time) : IAsyncDisposable
{
    private readonly SubscriptionSocket _socket = new(api);

    public LatencyHistogram Latency { get; } = new();

    /// <summary>Told of each reading pushed, with <c>deviceId</c>, <c>time</c> and <c>values</c>; null: nobody is.</summary>
    public Action<JsonElement>? Heard { get; init; }

    /// <summary>Connects, authenticates and subscribes.</summary>
    /// <exception cref="ApiException">The server closed the socket or sent an error.</exception>
    public Task StartAsync(int farmId, IReadOnlyList<string>? deviceIds, CancellationToken cancellation) => _socket.StartAsync(
        "subscription($farmId: Int!, $deviceIds: [ID!]) { readings(farmId: $farmId, deviceIds: $deviceIds) { deviceId time values { metric value } } }",
        new { farmId, deviceIds }, cancellation);

    /// <summary>Counts pushes until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var data in _socket.ReadAsync(cancellation))
            {
                var reading = data.GetProperty("readings");
                var age = time.GetUtcNow() - reading.GetProperty("time").GetDateTimeOffset();
                Latency.Record((long)age.TotalMicroseconds);
                Heard?.Invoke(reading);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The measurement is over.
        }
    }

    public ValueTask DisposeAsync() => _socket.DisposeAsync();
}
