using System.Text.Json;
using SmartDairy.Cli.Load;

namespace SmartDairy.Cli.Api;

/// <summary>
/// A subscriber of <c>readings</c> that measures the latency from each reading's event time, which the generator sets on publishing, to the
/// push.
/// </summary>
internal sealed class ReadingSubscriber(ApiClient api, TimeProvider time) : IAsyncDisposable
{
    private readonly SubscriptionSocket _socket = new(api);

    public LatencyHistogram Latency { get; } = new();

    /// <summary>Called for each reading pushed, with <c>deviceId</c>, <c>time</c> and <c>values</c>; null for none.</summary>
    public Action<JsonElement>? OnReading { get; init; }

    /// <summary>Connects, authenticates and subscribes.</summary>
    /// <exception cref="ApiException">The server closed the socket or sent an error.</exception>
    public Task StartAsync(int farmId, IReadOnlyList<string>? deviceIds, CancellationToken cancellationToken) => _socket.SubscribeAsync(
        "subscription($farmId: Int!, $deviceIds: [ID!]) { readings(farmId: $farmId, deviceIds: $deviceIds) { deviceId time values { metric value } } }",
        new { farmId, deviceIds }, cancellationToken);

    /// <summary>Records pushes until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var data in _socket.ReadAsync(cancellationToken))
            {
                var reading = data.GetProperty("readings");
                var age = time.GetUtcNow() - reading.GetProperty("time").GetDateTimeOffset();
                Latency.Record((long)age.TotalMicroseconds);
                OnReading?.Invoke(reading);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The measurement is over.
        }
    }

    public ValueTask DisposeAsync() => _socket.DisposeAsync();
}
