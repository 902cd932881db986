using SmartDairy.Contracts.Worklist;
using SmartDairy.Husbandry.Worklist;

namespace SmartDairy.Herd.Worklist;

/// <summary>The worklist of a farm and a day, with the facts that it follows from.</summary>
/// <param name="Date">Day of the farm's calendar.</param>
/// <param name="AsOf">Moment that the list shows, Unix milliseconds.</param>
/// <param name="Facts">Facts known at that moment.</param>
/// <param name="Zone">Time zone of the farm.</param>
/// <param name="Handled">Items that people handled on that day, in order.</param>
public sealed record DailyWorklist(
    DateOnly Date, long AsOf, WorklistInput Facts, TimeZoneInfo Zone, IReadOnlyList<WorkItemCompletion> Handled)
{
    /// <summary>Items that are left to do, the most urgent first.</summary>
    public IReadOnlyList<WorkItem> Items { get; } = WorklistBuilder.Build(Facts, Zone, AsOf, Handled);

    /// <summary>All items of the day, those that were handled included, the most urgent first.</summary>
    public IReadOnlyList<WorkItem> RankIncludingHandled() => WorklistBuilder.Build(Facts, Zone, AsOf, []);
}
