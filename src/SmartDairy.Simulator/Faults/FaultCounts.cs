namespace SmartDairy.Simulator.Faults;

/// <summary>What a <see cref="FaultStream"/> did so far.</summary>
/// <param name="Seen">Messages that came in.</param>
/// <param name="Sent">Messages that went out: seen − missing + duplicated, once the stream has ended.</param>
public readonly record struct FaultCounts(
    long Seen, long Sent, long Missing, long Late, long Duplicated, long OutOfOrder, long Stuck, long Garbage);
