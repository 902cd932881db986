using GraphQL;
using SmartDairy.Contracts.Alerts;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>Number of alerts of one priority that are not cleared.</summary>
[Name("AlertPriorityCount")]
public sealed record AlertPriorityCountView(Priority Priority, int Count)
{
    /// <summary>Priority of the alerts that are counted.</summary>
    public Priority Priority { get; } = Priority;

    /// <summary>Number of alerts of this priority.</summary>
    public int Count { get; } = Count;
}
