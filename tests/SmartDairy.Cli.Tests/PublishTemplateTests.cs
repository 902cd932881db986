using System.Text;
using SmartDairy.Cli.Load;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Protocol.Payloads;
using SmartDairy.Protocol.Rejections;
using SmartDairy.Protocol.Topics;
using Xunit;

namespace SmartDairy.Cli.Tests;

public sealed class PublishTemplateTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 10, 6, 7, 8, 9, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 7)]
    [InlineData(999_456, 80)]
    [InlineData(34, 999_999)]
    public void Each_packet_decodes_as_a_reading_of_its_device(int farm, int device)
    {
        var template = new PublishTemplate(farm);
        var packet = new byte[template.Length];
        template.Write(packet, device, 513, "2026-03-10T06:07:08.009Z"u8, 42);

        Assert.True(MqttWire.TryRead(packet, out var type, out var body, out var length));
        Assert.Equal((0x30, packet.Length), (type, length));
        var topicLength = (body[0] << 8) | body[1];
        var text = Encoding.ASCII.GetString(body.Slice(2, topicLength));
        Assert.Equal(513, (body[2 + topicLength] << 8) | body[3 + topicLength]);
        Assert.Equal(0, body[4 + topicLength]);
        Assert.True(TopicParser.TryParse(text, out var topic));

        var registration = Registration(farm, device);
        Assert.Equal(DeviceTopics.TelemetryTopic(registration), text);
        List<Reading> readings = [];
        List<Rejection> refusals = [];
        PayloadDecoder.Decode(
            new DecodeContext(topic.Kind, registration, At.ToUnixTimeMilliseconds()), body[(5 + topicLength)..], readings, refusals);
        Assert.Empty(refusals);
        var reading = Assert.Single(readings);
        Assert.Equal(At.ToUnixTimeMilliseconds(), reading.Time);
        Assert.Equal(ReadingFlags.None, reading.Flags);
        Assert.InRange(template.PayloadLength, 280, 365);
    }

    private static DeviceRegistration Registration(int farm, int device)
    {
        var (barn, zone) = PublishTemplate.GetLocation(device);
        var id = PublishTemplate.DeviceId(farm, device);
        return new DeviceRegistration
        {
            Id = id,
            FarmId = farm,
            Type = DeviceType.EnvironmentalSensor,
            BarnId = barn,
            ZoneId = zone,
            TopicPrefix = DeviceTopics.BuildPrefix(DeviceType.EnvironmentalSensor, farm, id, barn, zone, null, null, null, null, null),
        };
    }
}
