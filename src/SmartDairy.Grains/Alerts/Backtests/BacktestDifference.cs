using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Backtests;

namespace SmartDairy.Grains.Alerts.Backtests;

/// <summary>How two rules differ on the same past: alerts of one source whose times overlap are the same.</summary>
internal static class BacktestDifference
{
    public static BacktestResult Of(BacktestResult tried, BacktestResult inForce) => tried with
    {
        Added = [.. Missing(tried.Alerts, inForce.Alerts).Select(alert => alert.Id)],
        Removed = [.. Missing(inForce.Alerts, tried.Alerts)],
    };

    private static IEnumerable<Alert> Missing(IReadOnlyList<Alert> of, IReadOnlyList<Alert> from)
    {
        var others = from.ToLookup(alert => alert.Source.Id, StringComparer.Ordinal);
        return of.Where(alert => !others[alert.Source.Id].Any(other =>
            other.OpenedAt <= (alert.EndedAt ?? long.MaxValue) && alert.OpenedAt <= (other.EndedAt ?? long.MaxValue)));
    }
}
