using SmartDairy.Broker.Intake;
using SmartDairy.Contracts.Intake;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Hosting.Tests.Intake;

public sealed class ReceivedMessageFactoryTests
{
    private const string Telemetry = "dairy/farm/7/barn/1/zone/1/sensor/ENV-1/telemetry";

    [Fact]
    public void A_message_carries_its_parsed_topic_and_an_id_for_its_rejection()
    {
        var message = Create(Telemetry);
        Assert.Equal(Telemetry, message.ParsedTopic.Format());
        Assert.NotEqual(Guid.Empty, message.RejectionId);
        Assert.NotEqual(message.RejectionId, Create(Telemetry).RejectionId);
    }

    [Fact]
    public void A_message_on_an_unknown_topic_is_received_without_a_parsed_one()
    {
        var message = Create("dairy/farm/7/tractor/3");
        Assert.True(message.ParsedTopic.IsDefault);
        Assert.Equal(7, message.PrincipalFarmId);
    }

    [Theory]
    [InlineData(Telemetry)]
    [InlineData("dairy/farm/7/milking/parlor/2/status")]
    [InlineData("nowhere")]
    [InlineData("")]
    public void The_partition_of_a_message_is_the_shard_of_its_topic(string topic)
        => Assert.Equal(IntakeShards.Hash(topic), Create(topic).GetPartition());

    [Fact]
    public void All_messages_of_a_device_have_one_partition()
        => Assert.Equal(
            Create(Telemetry).GetPartition(), Create(Telemetry.Replace("telemetry", "status", StringComparison.Ordinal)).GetPartition());

    private static ReceivedMessage Create(string topic)
        => ReceivedMessageFactory.Create(topic, "{}"u8.ToArray(), 1, null, null, new NoAcknowledgement());

    private sealed class NoAcknowledgement : IPendingAcknowledgement
    {
        public bool IsCompleted => false;

        public void Complete(ReceiptOutcome outcome)
        {
        }
    }
}
