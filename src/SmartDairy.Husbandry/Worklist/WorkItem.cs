namespace SmartDairy.Husbandry.Worklist;

/// <summary>One thing to do on a day. Times are Unix milliseconds, UTC.</summary>
public sealed record WorkItem
{
    /// <summary>Task and subject, e.g. <c>check-udder/animal/COW-7</c>: the same every day its causes last, at most 200 characters.</summary>
    public required string Id { get; init; }

    /// <summary>1 and up, without a gap.</summary>
    public required int Rank { get; init; }

    public required WorkTask Task { get; init; }

    public required WorkUrgency Urgency { get; init; }

    /// <summary>How much it matters among what is as urgent, above 0 to 100.</summary>
    public required double Score { get; init; }

    /// <summary><c>animal</c>, <c>device</c>, <c>zone</c> or <c>tag</c>.</summary>
    public required string SubjectType { get; init; }

    /// <summary>Of the animal or device; <c>barn/1/zone/2</c> for a zone, the code of a tag.</summary>
    public required string SubjectId { get; init; }

    /// <summary>What people call the subject; null when it has no name.</summary>
    public string? SubjectName { get; init; }

    /// <summary>Where to go: <c>barn/2/zone/3</c>, <c>parlor/1/stall/4</c>, <c>gate/NORTH</c>, <c>group/FRESH</c>; null when unknown.</summary>
    public string? Place { get; init; }

    /// <summary>Since when the longest of its causes is there.</summary>
    public required long Since { get; init; }

    /// <summary>Why, a sentence each, what weighs most first; at least one.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>A sentence.</summary>
    public required string Advice { get; init; }

    /// <summary>It was not on the list when the day before ended.</summary>
    public required bool IsNew { get; init; }

    /// <summary>Null when it is new.</summary>
    public WorkTrend? Trend { get; init; }

    /// <summary>What made it necessary, in the order of <see cref="Reasons"/>: ids of detections, events and alerts, and other keys that tell one cause from another.</summary>
    public required IReadOnlyList<string> CauseKeys { get; init; }
}
