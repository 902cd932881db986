using GraphQL;
using SmartDairy.Contracts.Alerts.Outcomes;

namespace SmartDairy.Api.Schema.Backtests;

/// <summary>How often something would have kept an alert away.</summary>
[Name("BacktestRefusals")]
public sealed record BacktestSuppressionCountView(SuppressionReason Reason, long Count)
{
    /// <summary>What.</summary>
    public SuppressionReason Reason { get; } = Reason;

    /// <summary>How often.</summary>
    public long Count { get; } = Count;
}
