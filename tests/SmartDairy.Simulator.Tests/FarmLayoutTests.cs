using SmartDairy.Contracts.Devices;
using SmartDairy.Protocol.Topics;
using Xunit;

namespace SmartDairy.Simulator.Tests;

public sealed class FarmLayoutTests
{
    private static readonly SimulatedHerd Demo = SimulatedHerd.Create(new SimulatedHerdOptions());

    [Fact]
    public void The_demo_farm_has_forty_devices_and_a_collar_on_every_cow()
    {
        Assert.Equal(120, Demo.Cows.Count);
        Assert.Equal(120, Demo.Devices.Count(device => device.Type == DeviceType.ActivityCollar));
        Assert.Equal(40, Demo.Devices.Count(device => device.Type != DeviceType.ActivityCollar));
        Assert.Equal(40, Demo.Connections.Count());
    }

    [Fact]
    public void Ids_places_and_tags_are_unique()
    {
        Assert.Equal(Demo.Devices.Count, Demo.Devices.Select(device => device.Id).Distinct().Count());
        Assert.Equal(Demo.Devices.Count, Demo.Devices.Select(device => device.TopicPrefix).Distinct().Count());
        Assert.Equal(Demo.Cows.Count, Demo.Cows.Select(cow => cow.TagEpc).Distinct().Count());
        Assert.All(Demo.Cows, cow => Assert.Equal(24, cow.TagEpc.Length));
    }

    [Fact]
    public void Two_farms_share_no_device_id()
    {
        var other = SimulatedHerd.Create(new SimulatedHerdOptions { FarmId = 2 });
        Assert.Empty(Demo.Devices.Select(device => device.Id).Intersect(other.Devices.Select(device => device.Id)));
    }

    [Fact]
    public void A_gateway_comes_before_the_devices_behind_it()
    {
        var seen = new HashSet<string>();
        foreach (var device in Demo.Devices)
        {
            Assert.True(device.GatewayId is null || seen.Contains(device.GatewayId));
            seen.Add(device.Id);
        }
    }

    [Fact]
    public void Every_telemetry_topic_is_valid() =>
        Assert.All(Demo.Devices, device => Assert.True(TopicParser.TryParse(DeviceTopics.TelemetryTopic(device), out _), device.Id));

    [Fact]
    public void All_options_out_of_range_are_named_in_one_message()
    {
        var error =
            Assert.Throws<ArgumentException>(
                () => SimulatedHerd.Create(new SimulatedHerdOptions { Cows = 0, Stalls = 0, TimeZone = "Mars/Olympus" }));
        Assert.Contains("Cows is 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("Stalls is 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("Mars/Olympus", error.Message, StringComparison.Ordinal);
    }
}
