using GraphQL;
using SmartDairy.Contracts.Alerts;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>How many alerts are so urgent.</summary>
[Name("AlertPriorityCount")]
public sealed record AlertPriorityCountView(Priority Priority, int Count)
{
    /// <summary>How urgent.</summary>
    public Priority Priority { get; } = Priority;

    /// <summary>How many.</summary>
    public int Count { get; } = Count;
}
