using System.Globalization;
using GraphQL;
using SmartDairy.Contracts.Worklist;

namespace SmartDairy.Api.Schema.Worklist;

/// <summary>That somebody said that an item is done for a day.</summary>
[Name("HandledWorkItem")]
public sealed class HandledWorkItemView
{
    private readonly WorkItemCompletion _done;

    internal HandledWorkItemView(WorkItemCompletion done) => _done = done;

    /// <summary>The item.</summary>
    [Id]
    public string ItemId => _done.ItemId;

    /// <summary>The day of the farm's calendar for which it is off the list.</summary>
    public string Date => DateOnly.FromDayNumber(_done.FarmDay).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>When it was said.</summary>
    public DateTimeOffset At => _done.At.ToInstant();

    /// <summary>Who said so.</summary>
    public string By => _done.By;

    /// <summary>What was said with it; null when nothing was.</summary>
    public string? Comment => _done.Comment;
}
