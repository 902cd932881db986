namespace SmartDairy.History.Herds;

/// <summary>What an actor learned, kept so that it need not be learned again. Anything in it can be rebuilt.</summary>
/// <param name="Kind">At most 40 characters, e.g. <c>cow</c>.</param>
/// <param name="Id">The actor's own, at most 200 characters.</param>
/// <param name="AsOf">Event time up to which everything is in it, Unix milliseconds.</param>
/// <param name="Body">In the actor's own form, at most 1 MiB.</param>
public sealed record ActorSnapshot(int FarmId, string Kind, string Id, long AsOf, ReadOnlyMemory<byte> Body);
