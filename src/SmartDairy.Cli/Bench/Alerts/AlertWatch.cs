using SmartDairy.Cli.Api;

namespace SmartDairy.Cli.Bench.Alerts;

/// <summary>A subscriber of a farm's alerts that notes when it is told of each breach.</summary>
internal sealed class AlertWatch(ApiClient api, BreachTimes times, TimeProvider time) : IAsyncDisposable
{
    private readonly SubscriptionSocket _socket = new(api);

    public Task StartAsync(int farmId, CancellationToken cancellation) => _socket.StartAsync(
        "subscription($farmId: Int!) { alerts(farmId: $farmId, minPriority: HIGH) { message raisedAt } }", new { farmId }, cancellation);

    /// <summary>Until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var data in _socket.ReadAsync(cancellation))
            {
                var alert = data.GetProperty("alerts");
                times.Tell(alert.GetProperty("message").GetString()!, alert.GetProperty("raisedAt").GetDateTimeOffset(), time.GetUtcNow());
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The measurement is over.
        }
    }

    public ValueTask DisposeAsync() => _socket.DisposeAsync();
}
