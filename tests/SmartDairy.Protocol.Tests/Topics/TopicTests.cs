using CsCheck;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Topics;
using SmartDairy.Protocol.Topics;
using Xunit;

namespace SmartDairy.Protocol.Tests.Topics;

public sealed class TopicTests
{
    [Theory]
    [InlineData("dairy/farm/7/barn/x", 7)]
    [InlineData("system/farm/2147483647", 2147483647)]
    [InlineData("system/farm/2147483648", 0)]
    [InlineData("dairy/farm/07/barn/1", 0)]
    [InlineData("dairy/farm/+7/barn/1", 0)]
    [InlineData("dairy/farm//barn/1", 0)]
    [InlineData("other/farm/7", 0)]
    [InlineData("", 0)]
    public void The_farm_is_found_in_what_is_no_topic(string text, int farm) => Assert.Equal(farm, TopicFarmId.ParseOrZero(text));

    [Fact]
    public void Every_kind_parses_to_its_parts_and_formats_back()
        => TopicGenerator.Any.Sample(sample =>
        {
            Assert.True(TopicParser.TryParse(sample.Text, out var topic), sample.Text);
            Assert.Equal(sample.Kind, topic.Kind);
            Assert.Equal(sample.Text, topic.Format());
            Assert.Equal(sample.Text, topic.ToString());
            Assert.Equal(sample.Place, topic.DevicePrefix.ToString());
        }, iter: 10_000);

    [Fact]
    public void Parts_are_those_of_the_text()
    {
        Assert.True(TopicParser.TryParse("dairy/farm/3/barn/4/zone/5/sensor/ENV_1/status", out var sensor));
        Assert.Equal(
            (3, 4, 5, 0, 0, "ENV_1"), (sensor.FarmId, sensor.BarnId, sensor.ZoneId, sensor.ParlorId, sensor.StallId, sensor.Id.ToString()));
        Assert.True(TopicParser.TryParse("dairy/farm/3/milking/parlor/6/stall/7/session/data", out var stall));
        Assert.Equal((3, 0, 0, 6, 7, ""), (stall.FarmId, stall.BarnId, stall.ZoneId, stall.ParlorId, stall.StallId, stall.Id.ToString()));
        Assert.True(TopicParser.TryParse("dairy/farm/3/alert/warning/air", out var alert));
        Assert.Equal(("warning", "air", "", ""),
            (alert.Severity.ToString(), alert.Category.ToString(), alert.ConfigType.ToString(), alert.Id.ToString()));
        Assert.True(TopicParser.TryParse("dairy/farm/3/config/device/D-1", out var config));
        Assert.Equal(("", "", "device", "D-1"),
            (config.Severity.ToString(), config.Category.ToString(), config.ConfigType.ToString(), config.Id.ToString()));
    }

    [Fact]
    public void A_mutated_topic_parses_only_when_it_is_the_format_of_what_was_parsed()
        => TopicGenerator.Mutated.Sample(text =>
        {
            if (TopicParser.TryParse(text, out var topic))
            {
                Assert.Equal(text, topic.Format());
            }
        }, iter: 20_000);

    [Fact]
    public void Random_text_never_throws() => Gen.String.Sample(text => { TopicParser.TryParse(text, out _); });

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("dairy")]
    [InlineData("/dairy/farm/1/alert/a/b")]
    [InlineData("dairy/farm/1/alert/a/b/")]
    [InlineData("dairy/farm/1/alert//b")]
    [InlineData("dairy/farm/01/alert/a/b")]
    [InlineData("dairy/farm/0/alert/a/b")]
    [InlineData("dairy/farm/-1/alert/a/b")]
    [InlineData("dairy/farm/+1/alert/a/b")]
    [InlineData("dairy/farm/ 1/alert/a/b")]
    [InlineData("dairy/farm/1.0/alert/a/b")]
    [InlineData("dairy/farm/2147483648/alert/a/b")]
    [InlineData("dairy/farm/4294967297/alert/a/b")]
    [InlineData("dairy/farm/99999999999999999999/alert/a/b")]
    [InlineData("dairy/farm/\u0661/alert/a/b")]
    [InlineData("dairy/farm/\uff11/alert/a/b")]
    [InlineData("dairy/farm/1/barn/\u0967/zone/1/sensor/E/telemetry")]
    [InlineData("dairy/farm/+/alert/a/b")]
    [InlineData("dairy/farm/1/alert/+/b")]
    [InlineData("dairy/farm/1/alert/a/#")]
    [InlineData("dairy/farm/1/barn/1/zone/1/sensor/#")]
    [InlineData("DAIRY/farm/1/alert/a/b")]
    [InlineData("dairy/Farm/1/alert/a/b")]
    [InlineData("$share/g/dairy/farm/1/alert/a/b")]
    [InlineData("dairy/farm/1/barn/1/zone/1/sensor/E/telemetryXYZ")]
    [InlineData("dairy/farm/1/barn/1/zone/1/sensor/E/telemetry/more")]
    [InlineData("dairy/farm/1/barn/1/zone/1/sensor/E/telemetry ")]
    [InlineData("dairy/farm/1/barn/1/zone/1/sensor/K\u00fc/telemetry")]
    [InlineData("dairy/farm/1/barn/1/zone/1/sensor/E\u0000/telemetry")]
    [InlineData("dairy/farm/1/milking/parlor/1/session/data")]
    [InlineData("dairy/farm/1/milking/parlor/1/stall/0/session/data")]
    [InlineData("dairy/farm/1/milking/parlor/1/stall/1/session/middle")]
    [InlineData("dairy/farm/1/animal/COW/health/heat")]
    [InlineData("dairy/farm/1/rfid/gate/G/presence")]
    [InlineData("dairy/farm/1/rfid/area/A/tag/read")]
    [InlineData("dairy/farm/1/device/D/status")]
    [InlineData("system/farm/1/device/D/telemetry")]
    [InlineData("system/dlq/messages")]
    public void What_is_not_a_topic_is_refused(string text) => Assert.False(TopicParser.TryParse(text, out _));

    [Fact]
    public void An_id_may_have_64_characters_and_no_more()
    {
        Assert.True(TopicParser.TryParse($"system/farm/2147483647/device/{new string('d', 64)}/status", out var topic));
        Assert.Equal(int.MaxValue, topic.FarmId);
        Assert.False(TopicParser.TryParse($"system/farm/1/device/{new string('d', 65)}/status", out _));
        Assert.False(TopicParser.TryParse($"system/farm/1/device/{new string('d', 70_000)}/status", out _));
    }

    [Fact]
    public void An_absent_text_is_no_topic() => Assert.False(TopicParser.TryParse(null!, out _));

    [Theory]
    [InlineData(DeviceType.EnvironmentalSensor, TopicKind.SensorTelemetry, TopicKind.SensorCommand, TopicKind.SensorConfig)]
    [InlineData(DeviceType.ActivityCollar, TopicKind.ActivityTelemetry, TopicKind.ActivityCommand, TopicKind.FarmConfig)]
    [InlineData(DeviceType.MilkMeter, TopicKind.SessionData, TopicKind.FarmConfig, TopicKind.FarmConfig)]
    [InlineData(DeviceType.RfidReader, TopicKind.GateTagRead, TopicKind.FarmConfig, TopicKind.FarmConfig)]
    [InlineData(DeviceType.Gateway, TopicKind.DeviceStatus, TopicKind.FarmConfig, TopicKind.FarmConfig)]
    public void The_topics_of_a_registration_are_topics_of_its_place(
        DeviceType type, TopicKind telemetry, TopicKind command, TopicKind config)
    {
        var device = SampleDevices.Create(type);
        Assert.True(TopicParser.TryParse(DeviceTopics.TelemetryTopic(device), out var topic));
        Assert.Equal(telemetry, topic.Kind);
        Assert.Equal(device.TopicPrefix, topic.DevicePrefix.ToString());
        Assert.True(TopicParser.TryParse(DeviceTopics.CommandTopic(device), out topic));
        Assert.Equal(command, topic.Kind);
        Assert.True(TopicParser.TryParse(DeviceTopics.ConfigTopic(device), out topic));
        Assert.Equal(config, topic.Kind);
        Assert.True(TopicParser.TryParse(DeviceTopics.StatusTopic(device), out topic));
        Assert.Equal((TopicKind.DeviceStatus, device.Id), (topic.Kind, topic.Id.ToString()));
    }

    [Fact]
    public void A_reader_without_a_gate_stands_in_its_area()
    {
        var place = DeviceTopics.BuildPrefix(DeviceType.RfidReader, 1, "R", null, null, null, null, null, null, "A1");
        Assert.Equal("dairy/farm/1/rfid/area/A1", place);
    }

    [Theory]
    [InlineData(DeviceType.EnvironmentalSensor, "barnId")]
    [InlineData(DeviceType.ActivityCollar, "animalId")]
    [InlineData(DeviceType.MilkMeter, "parlorId")]
    [InlineData(DeviceType.RfidReader, "gateId")]
    public void A_place_without_its_fields_is_refused_by_name(DeviceType type, string field)
    {
        var refused =
            Assert.Throws<ArgumentException>(() => DeviceTopics.BuildPrefix(type, 1, "D", null, null, null, null, null, null, null));
        Assert.Contains(field, refused.Message);
    }

    [Fact]
    public void A_place_is_never_made_of_what_could_not_be_parsed()
    {
        Assert.Throws<ArgumentException>(
            () => DeviceTopics.BuildPrefix(DeviceType.Gateway, 0, "D", null, null, null, null, null, null, null));
        Assert.Throws<ArgumentException>(
            () => DeviceTopics.BuildPrefix(DeviceType.Gateway, 1, "D/x", null, null, null, null, null, null, null));
        Assert.Throws<ArgumentException>(
            () => DeviceTopics.BuildPrefix(DeviceType.EnvironmentalSensor, 1, "D", -1, 1, null, null, null, null, null));
        Assert.Throws<ArgumentException>(() => DeviceTopics.BuildPrefix((DeviceType)77, 1, "D", 1, 1, null, null, null, null, null));
    }
}
