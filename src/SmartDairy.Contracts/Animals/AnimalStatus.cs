namespace SmartDairy.Contracts.Animals;

/// <summary>
/// How an animal stands: what follows from her registration and from all that was told of her life, and from nothing else. Times are Unix milliseconds, UTC; null where it is
/// unknown or never was.
/// </summary>
[GenerateSerializer, Immutable, Alias("animal-standing")]
public sealed record AnimalStatus
{
    [Id(0)] public required int FarmId { get; init; }

    [Id(1)] public required string AnimalId { get; init; }

    /// <summary>Number of calvings so far, 0 for a heifer.</summary>
    [Id(2)] public int? Lactation { get; init; }

    /// <summary>Her last calving.</summary>
    [Id(3)] public long? CalvedAt { get; init; }

    [Id(4)] public ReproductiveStatus Reproduction { get; init; }

    /// <summary>The last one since she last calved or aborted.</summary>
    [Id(5)] public long? InseminatedAt { get; init; }

    /// <summary>How often since she last calved or aborted.</summary>
    [Id(6)] public int Inseminations { get; init; }

    /// <summary>The insemination that took; only while she is pregnant.</summary>
    [Id(7)] public long? ConceivedAt { get; init; }

    /// <summary>280 days after she conceived; only while she is pregnant.</summary>
    [Id(8)] public long? ExpectedCalving { get; init; }

    /// <summary>60 days before she is expected to calve; only while she is pregnant and gives milk.</summary>
    [Id(9)] public long? DryOffDue { get; init; }

    /// <summary>Since then she gives no milk; null while she does.</summary>
    [Id(10)] public long? DriedOffAt { get; init; }

    /// <summary>The latest time until which her milk must not be delivered; it may be over.</summary>
    [Id(11)] public long? MilkWithdrawalUntil { get; init; }

    /// <summary>The latest time until which she must not be slaughtered; it may be over.</summary>
    [Id(12)] public long? MeatWithdrawalUntil { get; init; }

    /// <summary>When somebody last saw her in heat.</summary>
    [Id(13)] public long? HeatAt { get; init; }

    /// <summary>She is no longer in the herd.</summary>
    [Id(14)] public long? DepartedAt { get; init; }

    /// <summary>The last pregnancy check since she last calved or aborted.</summary>
    [Id(15)] public long? CheckedAt { get; init; }

    /// <summary>Whole days since she calved, 0 on the day itself; null while she is dry, never calved or has departed.</summary>
    public int? DaysInMilk(long now) => CalvedAt is { } calved && DriedOffAt is null && DepartedAt is null && now >= calved ? (int)((now - calved) / 86_400_000) : null;
}
