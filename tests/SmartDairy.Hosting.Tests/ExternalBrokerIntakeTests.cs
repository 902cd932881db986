using SmartDairy.Broker.Intake;
using SmartDairy.Contracts.Intake;
using SmartDairy.History.Ledger;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Hosting.Tests;

/// <summary>What an outside broker hands over, on its way to the grains.</summary>
public sealed class ExternalBrokerIntakeTests
{
    private const string Telemetry = "dairy/farm/7/barn/1/zone/1/sensor/ENV-1/telemetry";

    [Theory]
    [InlineData(Telemetry, 7)]
    [InlineData("dairy/farm/7/tractor/3", 7)]
    [InlineData("dairy/farm/7", 7)]
    [InlineData("dairy/farm/-7/barn/1", 0)]
    [InlineData("dairy/farm/99999999999/barn/1", 0)]
    [InlineData("dairy/ranch/7", 0)]
    [InlineData("", 0)]
    public void A_message_counts_for_the_farm_that_its_topic_names(string topic, int farm)
    {
        var ledger = new IntakeLedger();
        var observer = new IntakeLedgerObserver(ledger);
        var delivery = new Delivery(topic);
        observer.OnReceived(delivery);
        Assert.Equal(1, ledger.Pending(farm));
        new IntakeDataAdapter().ToEvents(StreamId.Create("intake", 0), [delivery]);
        observer.OnSettled(delivery, MqttSettlement.Success);
        Assert.Equal(0, ledger.Pending(farm));
    }

    [Theory]
    [InlineData("dairy/farm/7/barn/1/zone/1/sensor/ENV-1/command")]
    [InlineData("dairy/farm/7/barn/1/zone/1/sensor/ENV-1/config")]
    [InlineData("dairy/farm/7/animal/42/activity/command")]
    public void What_was_published_for_devices_is_not_taken_for_what_they_say(string topic)
    {
        var (own, reading) = (new Delivery(topic), new Delivery(Telemetry));
        var batch = (InboundBatch)new IntakeDataAdapter().ToEvents(StreamId.Create("intake", 0), [own, reading]);
        Assert.Equal(Telemetry, Assert.Single(batch.Messages).Topic);
        Assert.Equal(MqttSettlement.Success, own.Outcome);
        Assert.Null(reading.Outcome);
    }

    [Fact]
    public void A_second_attempt_finds_the_message_of_the_first_and_the_verdict_reaches_the_broker()
    {
        var delivery = new Delivery(Telemetry);
        var adapter = new IntakeDataAdapter();
        var first = Assert.Single(((InboundBatch)adapter.ToEvents(StreamId.Create("intake", 0), [delivery])).Messages);
        Assert.Same(first, Assert.Single(((InboundBatch)adapter.ToEvents(StreamId.Create("intake", 0), [delivery])).Messages));
        Assert.Null(first.Principal);
        Assert.Equal(7, first.PrincipalFarmId);
        first.Acknowledgement!.Complete(ReceiptOutcome.PayloadInvalid);
        Assert.Equal(MqttSettlement.PayloadFormatInvalid, delivery.Outcome);
    }

    /// <summary>A delivery as <see cref="ExternalDelivery"/> is one, without a connection.</summary>
    private sealed class Delivery : MqttDelivery, IReceivedDelivery
    {
        public Delivery(string topic)
            : base(topic, "{}"u8.ToArray(), 1, null, 1)
            => Message = ReceivedMessageFactory.Create(Topic, Payload, ReceivedAt, null, null, this);

        public ReceivedMessage Message { get; }

        public bool IsCompleted => IsSettled;

        public MqttSettlement? Outcome { get; private set; }

        public void Complete(ReceiptOutcome outcome) => TrySettle(outcome.ToSettlement());

        protected override void OnSettled(MqttSettlement outcome) => Outcome = outcome;
    }
}
