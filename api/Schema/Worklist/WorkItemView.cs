using GraphQL;
using SmartDairy.Husbandry.Worklist;

namespace SmartDairy.Api.Schema.Worklist;

/// <summary>One item of a farm's worklist: a task for one animal, device, zone or tag.</summary>
[Name("WorkItem")]
public sealed class WorkItemView
{
    private readonly WorkItem _item;

    internal WorkItemView(WorkItem item) => _item = item;

    /// <summary>Id of the item, the same every day while its causes last.</summary>
    [Id]
    public string Id => _item.Id;

    /// <summary>Position on the list, counted from 1.</summary>
    public int Rank => _item.Rank;

    /// <summary>Kind of work to do.</summary>
    public WorkTask Task => _item.Task;

    /// <summary>Time within which the work should be done.</summary>
    public WorkUrgency Urgency => _item.Urgency;

    /// <summary>Importance among items of the same urgency, above 0 to 100.</summary>
    public double Score => _item.Score;

    /// <summary>Type of the subject: animal, device, zone or tag.</summary>
    public string SubjectType => _item.SubjectType;

    /// <summary>Id of the animal or device; barn/1/zone/2 for a zone, the EPC for a tag.</summary>
    [Id]
    public string SubjectId => _item.SubjectId;

    /// <summary>Name of the subject for people; null when it has none.</summary>
    public string? SubjectName => _item.SubjectName;

    /// <summary>Place to go to, such as barn/2/zone/3, parlor/1/stall/4, gate/NORTH or group/FRESH; null when unknown.</summary>
    public string? Place => _item.Place;

    /// <summary>Time since which the oldest of the item's causes exists.</summary>
    public DateTimeOffset Since => _item.Since.ToInstant();

    /// <summary>Reasons for the item, one sentence each, most important first; at least one.</summary>
    public IReadOnlyList<string> Why => _item.Reasons;

    /// <summary>Sentence that says what to do.</summary>
    public string WhatToDo => _item.Advice;

    /// <summary>True when the item was not on the list at the end of the previous day.</summary>
    public bool IsNew => _item.IsNew;

    /// <summary>Change of the score since the end of the previous day; null when the item is new.</summary>
    public WorkTrend? Trend => _item.Trend;

    /// <summary>Keys of the causes, in the order of why: ids of detections, events and alerts, and other keys.</summary>
    public IReadOnlyList<string> Causes => _item.CauseKeys;
}
