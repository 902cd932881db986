namespace SmartDairy.Husbandry.Worklist;

/// <summary>One reason for an item.</summary>
/// <param name="Key">Unique among the causes of the farm and stable while the cause lasts; at most 200 characters.</param>
/// <param name="Since">Unix milliseconds.</param>
/// <param name="Score">Above 0, below 100.</param>
/// <param name="Reasons">Sentences, the heaviest first.</param>
/// <param name="Place">The place of the cause; null for the place of the subject.</param>
internal sealed record WorkCause(
    WorkTask Task, string SubjectType, string SubjectId, string Key, long Since, WorkUrgency Urgency, double Score,
    IReadOnlyList<string> Reasons, string? Place = null);
