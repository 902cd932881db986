using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Backtests;

namespace SmartDairy.Grains.Alerts.Backtests;

/// <summary>The differences of two rules over the same history. Alerts of one source that overlap in time count as the same.</summary>
internal static class BacktestComparison
{
    public static BacktestResult Compare(BacktestResult candidate, BacktestResult inForce) => candidate with
    {
        AddedAlertIds = [.. OnlyIn(candidate.Alerts, inForce.Alerts).Select(alert => alert.Id)],
        RemovedAlerts = [.. OnlyIn(inForce.Alerts, candidate.Alerts)],
    };

    private static IEnumerable<Alert> OnlyIn(IReadOnlyList<Alert> alerts, IReadOnlyList<Alert> others)
    {
        var othersBySource = others.ToLookup(alert => alert.Source.Id, StringComparer.Ordinal);
        return alerts.Where(alert => !othersBySource[alert.Source.Id].Any(other =>
            other.OpenedAt <= (alert.ConditionEndedAt ?? long.MaxValue) && alert.OpenedAt <= (other.ConditionEndedAt ?? long.MaxValue)));
    }
}
