namespace SmartDairy.Simulator.MessageFaults;

/// <summary>Counters of a <see cref="MessageFaultInjector"/> so far.</summary>
/// <param name="Received">Messages received.</param>
/// <param name="Sent">Messages sent; received − missing + duplicated once the stream has ended.</param>
public readonly record struct MessageFaultCounts(
    long Received, long Sent, long Missing, long Late, long Duplicated, long OutOfOrder, long Stuck, long Garbage);
