using SmartDairy.Contracts.Alerts.Reports;

namespace SmartDairy.Api.GraphQL.Alerts.Backtests;

/// <summary>How often something would have kept an alert away.</summary>
public sealed record BacktestRefusals(RefusalReason Reason, long Count)
{
    /// <summary>What.</summary>
    public RefusalReason Reason { get; } = Reason;

    /// <summary>How often.</summary>
    public long Count { get; } = Count;
}
