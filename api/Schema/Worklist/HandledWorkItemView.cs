using System.Globalization;
using GraphQL;
using SmartDairy.Contracts.Worklist;

namespace SmartDairy.Api.Schema.Worklist;

/// <summary>Record that a work item is done for one day.</summary>
[Name("HandledWorkItem")]
public sealed class HandledWorkItemView
{
    private readonly WorkItemCompletion _done;

    internal HandledWorkItemView(WorkItemCompletion done) => _done = done;

    /// <summary>Id of the work item that is done.</summary>
    [Id]
    public string ItemId => _done.ItemId;

    /// <summary>Day of the farm's calendar for which the item is off the list, such as 2026-03-10.</summary>
    public string Date => DateOnly.FromDayNumber(_done.FarmDay).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Time at which the item was marked as done.</summary>
    public DateTimeOffset At => _done.At.ToInstant();

    /// <summary>API key or user that marked the item as done.</summary>
    public string By => _done.By;

    /// <summary>Comment on the work done; null when there is none.</summary>
    public string? Comment => _done.Comment;
}
