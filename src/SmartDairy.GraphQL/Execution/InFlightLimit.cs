using System.Threading.Channels;

namespace SmartDairy.GraphQL.Execution;

/// <summary>
/// Places for the events that are on their way to one subscriber. A stream that takes a place before each event waits for a slow subscriber
/// at its source, so that its queue never overflows.
/// </summary>
/// <param name="capacity">Events that may be under way at once.</param>
public sealed class InFlightLimit(int capacity)
{
    private readonly Channel<bool> _taken = Channel.CreateBounded<bool>(capacity);

    /// <summary>Waits for a place.</summary>
    public ValueTask AcquireAsync(CancellationToken cancellationToken) => _taken.Writer.WriteAsync(true, cancellationToken);

    /// <summary>The event that took a place was sent.</summary>
    public void Release() => _taken.Reader.TryRead(out _);
}
