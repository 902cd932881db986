namespace SmartDairy.Contracts.Devices;

/// <summary>Settled messages by outcome. <c>received = stored + duplicate + rejected + pending</c> holds at all times.</summary>
[GenerateSerializer, Immutable, Alias("message-counts")]
public readonly record struct MessageCounts(
    [property: Id(0)] long Stored,
    [property: Id(1)] long Duplicate,
    [property: Id(2)] long Rejected)
{
    public long Total => Stored + Duplicate + Rejected;

    public static MessageCounts operator +(MessageCounts left, MessageCounts right)
        => new(left.Stored + right.Stored, left.Duplicate + right.Duplicate, left.Rejected + right.Rejected);
}
