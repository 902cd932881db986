using Microsoft.Extensions.Logging;

namespace SmartDairy.Streaming.Mqtt.Brokers;

/// <summary>
/// Says that the broker is away, for all queues of a provider together: at first, then once a minute at most, and when it is over.
/// </summary>
internal sealed class OutageLog(string provider, Uri broker, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private readonly HashSet<int> _down = [];
    private long _began;
    private long? _said;
    private bool _isTold;

    public void Failed(int queue, string sentence)
    {
        int down;
        lock (_gate)
        {
            if (_down.Count == 0)
            {
                _began = clock.GetTimestamp();
            }

            _down.Add(queue);
            down = _down.Count;
            if (_said is { } before && clock.GetElapsedTime(before) < Pause)
            {
                return;
            }

            _said = clock.GetTimestamp();
            _isTold = true;
        }

        logger.BrokerAway(provider, queue, broker, sentence, down);
    }

    public void Connected(int queue) => Remove(queue, isConnected: true);

    /// <summary>This silo does not own the queue any more.</summary>
    public void Closed(int queue) => Remove(queue, isConnected: false);

    private void Remove(int queue, bool isConnected)
    {
        TimeSpan elapsed;
        lock (_gate)
        {
            if (!_down.Remove(queue) || _down.Count > 0 || !_isTold)
            {
                return;
            }

            // An outage too short after the last to be told of has no end to be told of either.
            _isTold = false;
            elapsed = clock.GetElapsedTime(_began);
        }

        if (isConnected)
        {
            logger.BrokerBack(provider, broker, elapsed);
        }
    }
}
