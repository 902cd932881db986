namespace SmartDairy.Contracts.Worklist;

/// <summary>Marks an item of the worklist as done for a day. Times are Unix milliseconds, UTC.</summary>
[GenerateSerializer, Immutable, Alias("work-done")]
public sealed record WorkItemCompletion
{
    [Id(0)] public required int FarmId { get; init; }

    /// <summary>Id of the item, at most 200 characters, e.g. <c>check-udder/animal/COW-7</c>.</summary>
    [Id(1)] public required string ItemId { get; init; }

    /// <summary>The local day of the farm, as <see cref="DateOnly.DayNumber"/>.</summary>
    [Id(2)] public required int FarmDay { get; init; }

    /// <summary>The causes of the item when it was completed. A new cause on the same day makes the item reappear.</summary>
    [Id(3)] public required IReadOnlyList<string> Causes { get; init; }

    [Id(4)] public required long At { get; init; }

    /// <summary>Name of the API key or user that completed the item.</summary>
    [Id(5)] public required string By { get; init; }

    /// <summary>At most 2,000 characters; null when there is none.</summary>
    [Id(6)] public string? Comment { get; init; }
}
