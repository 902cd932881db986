using System.Globalization;
using GraphQL;
using SmartDairy.Api.Herd.Worklist;

namespace SmartDairy.Api.Schema.Worklist;

/// <summary>What there is to do on a farm on one day.</summary>
[Name("Worklist")]
public sealed class WorklistView
{
    private readonly DailyWorklist _list;
    private readonly int _first;

    private WorklistView(DailyWorklist list, int first) => (_list, _first) = (list, first);

    /// <summary>The day of the farm's calendar, such as 2026-03-10.</summary>
    public string Date => _list.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The moment it tells of: now, the end of a past day, the beginning of a day to come.</summary>
    public DateTimeOffset AsOf => _list.AsOf.ToInstant();

    /// <summary>How many items there are, shown or not.</summary>
    public int Total => _list.Items.Count;

    /// <summary>How many of all items are new.</summary>
    public int New => _list.Items.Count(item => item.IsNew);

    /// <summary>What is to be done, the most urgent first.</summary>
    public IEnumerable<WorkItemView> Items => _list.Items.Take(_first).Select(item => new WorkItemView(item));

    /// <summary>What was said to be done on that day, in order.</summary>
    public IEnumerable<HandledWorkItemView> Handled => _list.Handled.Select(done => new HandledWorkItemView(done));

    internal static WorklistView From(DailyWorklist list, int first) => new(list, first);
}
