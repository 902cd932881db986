namespace SmartDairy.Contracts.Worklist;

/// <summary>Somebody said that an item of the worklist is done for a day. Times are Unix milliseconds, UTC.</summary>
[GenerateSerializer, Immutable, Alias("work-done")]
public sealed record WorkItemCompletion
{
    [Id(0)] public required int FarmId { get; init; }

    /// <summary>At most 200 characters, e.g. <c>check-udder/animal/COW-7</c>.</summary>
    [Id(1)] public required string ItemId { get; init; }

    /// <summary>The day of the farm's calendar, counted from 0001-01-01 as <see cref="DateOnly.DayNumber"/>.</summary>
    [Id(2)] public required int FarmDay { get; init; }

    /// <summary>What made the item necessary then. When something else joins on the same day, the item is back.</summary>
    [Id(3)] public required IReadOnlyList<string> Causes { get; init; }

    [Id(4)] public required long At { get; init; }

    /// <summary>The name of the key or user that said so.</summary>
    [Id(5)] public required string By { get; init; }

    /// <summary>Up to 2,000 characters; null when there is none.</summary>
    [Id(6)] public string? Comment { get; init; }
}
