using SmartDairy.Cli.Api;

namespace SmartDairy.Cli.Bench.Alerts;

/// <summary>A subscriber of a farm's alerts that records the arrival of each breach's alert.</summary>
internal sealed class AlertSubscriber(ApiClient api, BreachTimes times, TimeProvider time) : IAsyncDisposable
{
    private readonly SubscriptionSocket _socket = new(api);

    public Task StartAsync(int farmId, CancellationToken cancellationToken) => _socket.SubscribeAsync(
        "subscription($farmId: Int!) { alerts(farmId: $farmId, minPriority: HIGH) { message raisedAt } }", new { farmId },
        cancellationToken);

    /// <summary>Records alerts until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var data in _socket.ReadAsync(cancellationToken))
            {
                var alert = data.GetProperty("alerts");
                times.RecordAlert(
                    alert.GetProperty("message").GetString()!, alert.GetProperty("raisedAt").GetDateTimeOffset(), time.GetUtcNow());
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The measurement is over.
        }
    }

    public ValueTask DisposeAsync() => _socket.DisposeAsync();
}
