using System.Threading.Channels;
using GraphQL;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.GraphQL.Transport;

/// <summary>
/// Events on their way to one subscriber, bounded. Full, it loses the oldest (telemetry) or, for a stream that must not drop,
/// ends with <see cref="RateLimitedException"/> after what it holds.
/// </summary>
public sealed class SubscriberQueue : IObserver<ExecutionResult>
{
    private readonly Channel<ExecutionResult> _events;
    private readonly int _capacity;

    /// <param name="capacity">Events that may wait.</param>
    /// <param name="neverDrop">Whether it ends instead of dropping.</param>
    /// <param name="dropped">Called for each event dropped.</param>
    public SubscriberQueue(int capacity, bool neverDrop, Action dropped)
    {
        _capacity = capacity;
        var mode = neverDrop ? BoundedChannelFullMode.Wait : BoundedChannelFullMode.DropOldest;
        _events =
            Channel.CreateBounded<ExecutionResult>(new BoundedChannelOptions(capacity)
            { FullMode = mode, SingleReader = true }, _ => dropped());
    }

    /// <summary>The events, until the stream ends or fails.</summary>
    public IAsyncEnumerable<ExecutionResult> ReadAllAsync(CancellationToken cancellationToken)
        => _events.Reader.ReadAllAsync(cancellationToken);

    /// <inheritdoc/>
    public void OnNext(ExecutionResult value)
    {
        if (_events.Writer.TryWrite(value))
        {
            return;
        }

        _events.Writer.TryComplete(new RateLimitedException(
            $"The subscriber is too slow: {_capacity} events wait, and this stream drops none.",
            "Subscribe again and query what you missed."));
    }

    /// <inheritdoc/>
    public void OnCompleted() => _events.Writer.TryComplete();

    /// <inheritdoc/>
    public void OnError(Exception error) => _events.Writer.TryComplete(error);
}
