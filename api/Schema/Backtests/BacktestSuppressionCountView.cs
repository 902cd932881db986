using GraphQL;
using SmartDairy.Contracts.Alerts.Outcomes;

namespace SmartDairy.Api.Schema.Backtests;

/// <summary>Number of alerts in a backtest that would have been suppressed for one reason.</summary>
[Name("BacktestRefusals")]
public sealed record BacktestSuppressionCountView(SuppressionReason Reason, long Count)
{
    /// <summary>Reason the alerts would have been kept from opening.</summary>
    public SuppressionReason Reason { get; } = Reason;

    /// <summary>Number of alerts that would have been kept from opening.</summary>
    public long Count { get; } = Count;
}
