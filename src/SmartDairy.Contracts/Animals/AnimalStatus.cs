namespace SmartDairy.Contracts.Animals;

/// <summary>
/// The status of an animal, derived only from its registration and its recorded events. Times are Unix milliseconds, UTC; a value is null
/// when it is unknown or does not apply.
/// </summary>
[GenerateSerializer, Immutable, Alias("animal-standing")]
public sealed record AnimalStatus
{
    [Id(0)] public required int FarmId { get; init; }

    [Id(1)] public required string AnimalId { get; init; }

    /// <summary>Number of calvings so far, 0 for a heifer.</summary>
    [Id(2)] public int? Lactation { get; init; }

    /// <summary>Time of the last calving.</summary>
    [Id(3)] public long? CalvedAt { get; init; }

    [Id(4)] public ReproductiveStatus Reproduction { get; init; }

    /// <summary>Last insemination since the last calving or abortion.</summary>
    [Id(5)] public long? InseminatedAt { get; init; }

    /// <summary>Number of inseminations since the last calving or abortion.</summary>
    [Id(6)] public int Inseminations { get; init; }

    /// <summary>The insemination that led to the pregnancy; null while the animal is not pregnant.</summary>
    [Id(7)] public long? ConceivedAt { get; init; }

    /// <summary>280 days after <see cref="ConceivedAt"/>; null while the animal is not pregnant.</summary>
    [Id(8)] public long? ExpectedCalving { get; init; }

    /// <summary>60 days before <see cref="ExpectedCalving"/>; null unless the animal is pregnant and in milk.</summary>
    [Id(9)] public long? DryOffDue { get; init; }

    /// <summary>When the animal was dried off; null while it is in milk.</summary>
    [Id(10)] public long? DriedOffAt { get; init; }

    /// <summary>Latest end of a milk withdrawal; may be in the past.</summary>
    [Id(11)] public long? MilkWithdrawalUntil { get; init; }

    /// <summary>Latest end of a meat withdrawal; may be in the past.</summary>
    [Id(12)] public long? MeatWithdrawalUntil { get; init; }

    /// <summary>When the animal was last observed in heat.</summary>
    [Id(13)] public long? HeatAt { get; init; }

    /// <summary>When the animal left the herd; null while it is in the herd.</summary>
    [Id(14)] public long? DepartedAt { get; init; }

    /// <summary>Last pregnancy check since the last calving or abortion.</summary>
    [Id(15)] public long? CheckedAt { get; init; }

    /// <summary>
    /// Whole periods of 24 hours since the last calving; null when the animal is dry, has never calved or has left the herd.
    /// </summary>
    public int? DaysInMilk(long now)
        => CalvedAt is { } calved && DriedOffAt is null && DepartedAt is null && now >= calved ? (int)((now - calved) / 86_400_000) : null;
}
