using System.Diagnostics;
using SmartDairy.Broker.Intake;
using SmartDairy.Contracts.Intake;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Hosting.Tests.Intake;

/// <summary>What a message costs where it is received. Run with <c>-explicit only</c>.</summary>
public sealed class ReceivedMessageBenchmark(ITestOutputHelper output)
{
    private const int Messages = 1_000_000;
    private const string Telemetry = "dairy/farm/7/barn/1/zone/1/sensor/ENV-1/telemetry";
    private static readonly byte[] Payload = "{}"u8.ToArray();

    [Fact(Explicit = true)]
    public void A_message_costs_one_parse_and_one_object()
    {
        var acknowledgement = new NoAcknowledgement();
        Measure("parsing a topic", () => TopicParser.TryParse(Telemetry, out _));
        Measure("making a message", () => _ = ReceivedMessageFactory.Create(Telemetry, Payload, 1, "ENV-1", 7, acknowledgement));
        var message = ReceivedMessageFactory.Create(Telemetry, Payload, 1, "ENV-1", 7, acknowledgement);
        Measure("its partition", () => message.GetPartition());
        Measure("its topic at an actor", () => TopicParser.TryGetTopic(message, out _));
    }

    private void Measure(string name, Action action)
    {
        for (var i = 0; i < 10_000; i++)
        {
            action();
        }

        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Messages; i++)
        {
            action();
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - bytes;
        output.WriteLine($"{name}: {elapsed.TotalNanoseconds / Messages:N0} ns, {allocated / (double)Messages:N0} bytes");
    }

    private sealed class NoAcknowledgement : IPendingAcknowledgement
    {
        public bool IsCompleted => false;

        public void Complete(ReceiptOutcome outcome)
        {
        }
    }
}
