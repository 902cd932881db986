using System.Diagnostics.Metrics;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.History.Ledger;
using SmartDairy.Notifications.Channels;

namespace SmartDairy.Grains.Alerts.Delivery;

/// <summary>Metrics of deliveries, in the meter <c>SmartDairy</c>.</summary>
public static class DeliveryMetrics
{
    private static readonly Meter Meter = new(IntakeMetrics.MeterName);
    private static readonly Counter<long> AttemptsCounter = Meter.CreateCounter<long>(
        "smartdairy.alerts.deliveries", "{attempt}", "Attempts to deliver, by channel and what became of them.");
    private static readonly Counter<long> DeadCounter = Meter.CreateCounter<long>(
        "smartdairy.alerts.dead", "{delivery}", "Deliveries that were given up.");
    private static readonly Counter<long> DelayedCounter = Meter.CreateCounter<long>(
        "smartdairy.alerts.delayed", "{delivery}", "Deliveries that waited for a rate limit.");
    private static readonly Histogram<double> AgeHistogram = Meter.CreateHistogram<double>(
        "smartdairy.alerts.delivery.age", "s", "From the need to tell somebody to the provider's acceptance.");

    /// <summary>Counts an attempt.</summary>
    /// <param name="age">Milliseconds since the delivery was created.</param>
    public static void Attempted(DeliveryChannel channel, SendOutcome outcome, long age)
    {
        var by = new KeyValuePair<string, object?>("channel", channel.ToString());
        AttemptsCounter.Add(1, by, new("verdict", outcome.ToString()));
        if (outcome == SendOutcome.Delivered)
        {
            AgeHistogram.Record(age / 1_000.0, by);
        }
    }

    /// <summary>Counts a delivery that was given up.</summary>
    public static void Dead(DeliveryChannel channel)
        => DeadCounter.Add(1, new KeyValuePair<string, object?>("channel", channel.ToString()));

    /// <summary>Counts a delivery that waits for a rate limit.</summary>
    public static void Delayed(DeliveryChannel channel)
        => DelayedCounter.Add(1, new KeyValuePair<string, object?>("channel", channel.ToString()));
}
