using System.Diagnostics.Metrics;

namespace SmartDairy.History.Ledger;

/// <summary>The metrics of intake, in the meter <c>SmartDairy</c>.</summary>
public static class IntakeMetrics
{
    public const string MeterName = "SmartDairy";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> ReceivedCounter = Meter.CreateCounter<long>(
        "smartdairy.messages.received", "{message}", "Publishes received, a batch as one.");
    private static readonly UpDownCounter<long> PendingCounter = Meter.CreateUpDownCounter<long>(
        "smartdairy.messages.pending", "{message}", "Publishes received and not settled.");
    private static readonly Counter<long> StoredCounter = Meter.CreateCounter<long>(
        "smartdairy.messages.stored", "{message}", "Readings stored.");
    private static readonly Counter<long> DuplicateCounter = Meter.CreateCounter<long>(
        "smartdairy.messages.duplicate", "{message}", "Readings that were stored already.");
    private static readonly Counter<long> RejectedCounter = Meter.CreateCounter<long>(
        "smartdairy.messages.rejected", "{message}", "Messages rejected and recorded.");
    private static readonly Counter<long> DroppedCounter = Meter.CreateCounter<long>(
        "smartdairy.live.dropped", "{event}", "Live events that slow subscribers lost.");
    private static readonly Counter<long> BestEffortCounter = Meter.CreateCounter<long>(
        "smartdairy.messages.qos0_dropped", "{message}", "QoS 0 publishes dropped because intake was full.");

    public static void Received()
    {
        ReceivedCounter.Add(1);
        PendingCounter.Add(1);
    }

    public static void Settled() => PendingCounter.Add(-1);

    public static void Stored(int count) => StoredCounter.Add(count);

    public static void Duplicate(int count) => DuplicateCounter.Add(count);

    public static void Rejected(int count) => RejectedCounter.Add(count);

    public static void LiveDropped() => DroppedCounter.Add(1);

    public static void BestEffortDropped() => BestEffortCounter.Add(1);
}
