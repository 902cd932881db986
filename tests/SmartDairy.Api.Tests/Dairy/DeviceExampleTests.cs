using SmartDairy.Api.Schema.Devices;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Protocol.Payloads;
using SmartDairy.Protocol.Rejections;
using SmartDairy.Protocol.Topics;
using Xunit;

namespace SmartDairy.Api.Tests.Dairy;

public sealed class DeviceExampleTests
{
    [Theory]
    [InlineData(DeviceType.EnvironmentalSensor)]
    [InlineData(DeviceType.ActivityCollar)]
    [InlineData(DeviceType.MilkMeter)]
    [InlineData(DeviceType.RfidReader)]
    public void The_line_to_paste_sends_what_intake_takes(DeviceType type)
    {
        var device = new DeviceRegistration
        {
            Id = "D-1",
            FarmId = 1,
            Type = type,
            BarnId = 1,
            ZoneId = 1,
            AnimalId = "COW-1",
            ParlorId = 1,
            StallId = 1,
            GateId = "G-1",
            TopicPrefix = DeviceTopics.BuildPrefix(type, 1, "D-1", 1, 1, "COW-1", 1, 1, "G-1", null),
        };
        var example = DeviceCredentialsView.From(new(device, "D-1", "secret"), new("localhost", 1883)).Example;
        var topic = Between(example, " -t ", " -m ");
        Assert.True(TopicParser.TryParse(topic, out var parsed), topic);
        var (readings, refusals) = (new List<Reading>(), new List<Rejection>());
        PayloadDecoder.Decode(
            new(parsed.Kind, device, 1_777_593_600_000), System.Text.Encoding.UTF8.GetBytes(Between(example, "-m '", "'")), readings,
            refusals);
        Assert.Empty(refusals);
        Assert.Single(readings);
    }

    private static string Between(string text, string before, string after)
    {
        var start = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[start..text.IndexOf(after, start, StringComparison.Ordinal)];
    }
}
