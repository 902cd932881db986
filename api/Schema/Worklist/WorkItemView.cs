using GraphQL;
using SmartDairy.Husbandry.Worklist;

namespace SmartDairy.Api.Schema.Worklist;

/// <summary>One thing to do.</summary>
[Name("WorkItem")]
public sealed class WorkItemView
{
    private readonly WorkItem _item;

    internal WorkItemView(WorkItem item) => _item = item;

    /// <summary>The same every day its causes last.</summary>
    [Id]
    public string Id => _item.Id;

    /// <summary>1 and up: its place on the list.</summary>
    public int Rank => _item.Rank;

    /// <summary>What kind of thing.</summary>
    public WorkTask Task => _item.Task;

    /// <summary>When it is to be done.</summary>
    public WorkUrgency Urgency => _item.Urgency;

    /// <summary>How much it matters among what is as urgent, above 0 to 100.</summary>
    public double Score => _item.Score;

    /// <summary>animal, device, zone or tag.</summary>
    public string SubjectType => _item.SubjectType;

    /// <summary>Of the animal or device; barn/1/zone/2 for a zone, the code of a tag.</summary>
    [Id]
    public string SubjectId => _item.SubjectId;

    /// <summary>What people call the subject; null when it has no name.</summary>
    public string? SubjectName => _item.SubjectName;

    /// <summary>Where to go, such as barn/2/zone/3, parlor/1/stall/4, gate/NORTH, group/FRESH; null when unknown.</summary>
    public string? Place => _item.Place;

    /// <summary>Since when the longest of its causes is there.</summary>
    public DateTimeOffset Since => _item.Since.ToInstant();

    /// <summary>Why, a sentence each, what weighs most first.</summary>
    public IReadOnlyList<string> Why => _item.Reasons;

    /// <summary>A sentence.</summary>
    public string WhatToDo => _item.Advice;

    /// <summary>It was not on the list when the day before ended.</summary>
    public bool IsNew => _item.IsNew;

    /// <summary>Whether it matters more than when the day before ended; null when it is new.</summary>
    public WorkTrend? Trend => _item.Trend;

    /// <summary>What made it necessary: ids of detections and alerts, and other keys.</summary>
    public IReadOnlyList<string> Causes => _item.CauseKeys;
}
