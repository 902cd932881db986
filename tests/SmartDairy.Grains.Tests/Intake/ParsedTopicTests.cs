using SmartDairy.Contracts.Intake;
using SmartDairy.Grains.Tests.Cluster;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Grains.Tests.Intake;

public sealed class ParsedTopicTests
{
    private const string Telemetry = "dairy/farm/1/barn/1/zone/2/sensor/ENV-1/telemetry";

    /// <summary>The text of the topic is no topic: an actor that parsed it again would reject the message.</summary>
    [Fact]
    public async Task No_actor_on_the_way_of_a_message_parses_its_topic_again()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        await dairy.RegisterAsync(TestDevices.Sensor());
        Assert.True(TopicParser.TryParse(Telemetry, out var parsed));
        var message = dairy.Message("not parsed again", TestDevices.Climate(dairy.Now, 20));
        var received = new ReceivedMessage
        {
            Topic = message.Topic,
            ParsedTopic = parsed,
            Payload = message.Payload,
            ReceivedAt = message.ReceivedAt,
            Principal = message.Principal,
            PrincipalFarmId = message.PrincipalFarmId,
            Acknowledgement = message.Acknowledgement,
        };
        Assert.Equal(1, await dairy.ConsumeAsync(received));
    }

    [Fact]
    public async Task A_message_that_came_over_the_wire_is_parsed_where_it_arrives()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        await dairy.RegisterAsync(TestDevices.Sensor());
        var message = dairy.Message(Telemetry, TestDevices.Climate(dairy.Now, 20));
        Assert.True(message.ParsedTopic.IsDefault);
        Assert.Equal(1, await dairy.ConsumeAsync(message));
    }
}
