namespace SmartDairy.Husbandry.Worklist;

/// <summary>One thing to do on a day. Times are Unix milliseconds, UTC.</summary>
public sealed record WorkItem
{
    /// <summary>
    /// Task and subject, e.g. <c>check-udder/animal/COW-7</c>: the same every day its causes last, at most 200 characters.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>1 and up, without a gap.</summary>
    public required int Rank { get; init; }

    public required WorkTask Task { get; init; }

    public required WorkUrgency Urgency { get; init; }

    /// <summary>Importance among items of the same urgency, above 0 to 100.</summary>
    public required double Score { get; init; }

    /// <summary><c>animal</c>, <c>device</c>, <c>zone</c> or <c>tag</c>.</summary>
    public required string SubjectType { get; init; }

    /// <summary>The id of the animal or device, <c>barn/1/zone/2</c> for a zone, or the code of a tag.</summary>
    public required string SubjectId { get; init; }

    /// <summary>The name of the subject; null when it has none.</summary>
    public string? SubjectName { get; init; }

    /// <summary>
    /// The place of the subject: <c>barn/2/zone/3</c>, <c>parlor/1/stall/4</c>, <c>gate/NORTH</c>, <c>group/FRESH</c>; null when unknown.
    /// </summary>
    public string? Place { get; init; }

    /// <summary>The beginning of the oldest cause.</summary>
    public required long Since { get; init; }

    /// <summary>The reasons, a sentence each, the heaviest first; at least one.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The advice, a sentence.</summary>
    public required string Advice { get; init; }

    /// <summary>Whether the item was missing from the list at the end of the day before.</summary>
    public required bool IsNew { get; init; }

    /// <summary>The change of the score since the end of the day before; null for a new item.</summary>
    public WorkTrend? Trend { get; init; }

    /// <summary>
    /// The keys of the causes in the order of <see cref="Reasons"/>: ids of detections, events and alerts, and other keys that distinguish
    /// causes.
    /// </summary>
    public required IReadOnlyList<string> CauseKeys { get; init; }
}
