namespace SmartDairy.Simulator.MessageFaults;

/// <summary>What a <see cref="MessageFaultInjector"/> did so far.</summary>
/// <param name="Received">Messages that came in.</param>
/// <param name="Sent">Messages that went out: seen − missing + duplicated, once the stream has ended.</param>
public readonly record struct MessageFaultCounts(
    long Received, long Sent, long Missing, long Late, long Duplicated, long OutOfOrder, long Stuck, long Garbage);
