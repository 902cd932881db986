using System.Diagnostics.Metrics;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.History.Ledger;

namespace SmartDairy.Grains.Alerts;

/// <summary>Metrics of alerts, in the meter <c>SmartDairy</c>.</summary>
public static class AlertMetrics
{
    private static readonly Meter Meter = new(IntakeMetrics.MeterName);
    private static readonly Counter<long> OpenedCounter = Meter.CreateCounter<long>(
        "smartdairy.alerts.opened", "{alert}", "Alerts that opened, by priority.");
    private static readonly Counter<long> SuppressedCounter = Meter.CreateCounter<long>(
        "smartdairy.alerts.refused", "{alert}", "Alerts that something kept from opening, by reason.");
    private static readonly Counter<long> ReevaluationCounter = Meter.CreateCounter<long>(
        "smartdairy.alerts.repairs", "{repair}", "How often a source was judged anew from history: late data, new rules, a restart.");

    /// <summary>Counts an alert that opened.</summary>
    public static void Opened(Priority priority)
        => OpenedCounter.Add(1, new KeyValuePair<string, object?>("priority", priority.ToString()));

    /// <summary>Counts an alert that was kept from opening.</summary>
    public static void Suppressed(SuppressionReason reason)
        => SuppressedCounter.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));

    /// <summary>Counts a source that was evaluated again from history.</summary>
    public static void Reevaluated() => ReevaluationCounter.Add(1);
}
