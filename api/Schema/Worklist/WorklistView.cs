using System.Globalization;
using GraphQL;
using SmartDairy.Herd.Worklist;

namespace SmartDairy.Api.Schema.Worklist;

/// <summary>Work to do on a farm on one day.</summary>
[Name("Worklist")]
public sealed class WorklistView
{
    private readonly DailyWorklist _list;
    private readonly int _first;

    private WorklistView(DailyWorklist list, int first) => (_list, _first) = (list, first);

    /// <summary>Day of the farm's calendar, such as 2026-03-10.</summary>
    public string Date => _list.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Moment the list describes: now for today, the end of a past day, the start of a coming day.</summary>
    public DateTimeOffset AsOf => _list.AsOf.ToInstant();

    /// <summary>Number of items on the whole list, including those not returned.</summary>
    public int Total => _list.Items.Count;

    /// <summary>Number of new items on the whole list.</summary>
    public int New => _list.Items.Count(item => item.IsNew);

    /// <summary>Items to do, most urgent first.</summary>
    public IEnumerable<WorkItemView> Items => _list.Items.Take(_first).Select(item => new WorkItemView(item));

    /// <summary>Items that were marked as done on that day, in order.</summary>
    public IEnumerable<HandledWorkItemView> Handled => _list.Handled.Select(done => new HandledWorkItemView(done));

    internal static WorklistView From(DailyWorklist list, int first) => new(list, first);
}
