namespace SmartDairy.Husbandry.Worklist;

/// <summary>One reason for an item.</summary>
/// <param name="Key">Tells it from other reasons of the farm, and is the same at every look; at most 200 characters.</param>
/// <param name="Since">Unix milliseconds.</param>
/// <param name="Score">Above 0, below 100.</param>
/// <param name="Reasons">Sentences, the most telling first.</param>
/// <param name="Place">Where, when the cause itself knows; null otherwise.</param>
internal sealed record WorkCause(
    WorkTask Task, string SubjectType, string SubjectId, string Key, long Since, WorkUrgency Urgency, double Score, IReadOnlyList<string> Reasons, string? Place = null);
