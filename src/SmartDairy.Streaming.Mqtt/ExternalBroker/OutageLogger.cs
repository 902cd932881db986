using Microsoft.Extensions.Logging;

namespace SmartDairy.Streaming.Mqtt.ExternalBroker;

/// <summary>
/// Logs that the broker is away, for all queues of a provider together: at first, then once a minute at most, and when it is over.
/// </summary>
internal sealed class OutageLogger(string provider, Uri broker, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan MinLogInterval = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private readonly HashSet<int> _disconnectedQueues = [];
    private long _began;
    private long? _lastLoggedAt;
    private bool _wasLogged;

    public void OnConnectFailed(int queue, string reason)
    {
        int down;
        lock (_gate)
        {
            if (_disconnectedQueues.Count == 0)
            {
                _began = clock.GetTimestamp();
            }

            _disconnectedQueues.Add(queue);
            down = _disconnectedQueues.Count;
            if (_lastLoggedAt is { } before && clock.GetElapsedTime(before) < MinLogInterval)
            {
                return;
            }

            _lastLoggedAt = clock.GetTimestamp();
            _wasLogged = true;
        }

        logger.BrokerUnreachable(provider, queue, broker, reason, down);
    }

    public void OnConnected(int queue) => Remove(queue, isConnected: true);

    /// <summary>This silo does not own the queue any more.</summary>
    public void OnQueueClosed(int queue) => Remove(queue, isConnected: false);

    private void Remove(int queue, bool isConnected)
    {
        TimeSpan elapsed;
        lock (_gate)
        {
            if (!_disconnectedQueues.Remove(queue) || _disconnectedQueues.Count > 0 || !_wasLogged)
            {
                return;
            }

            // An outage that was not logged, too soon after the last, has no end to be logged either.
            _wasLogged = false;
            elapsed = clock.GetElapsedTime(_began);
        }

        if (isConnected)
        {
            logger.BrokerReachableAgain(provider, broker, elapsed);
        }
    }
}
