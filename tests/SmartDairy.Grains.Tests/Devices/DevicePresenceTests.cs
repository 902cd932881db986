using SmartDairy.Contracts.Devices;
using SmartDairy.Grains.Devices;
using SmartDairy.Protocol.Payloads;

namespace SmartDairy.Grains.Tests.Devices;

public sealed class DevicePresenceTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    [Theory]
    [InlineData(true, DeviceStatus.Online)]
    [InlineData(false, DeviceStatus.Offline)]
    public void A_will_counts_against_what_came_before_it_in_whatever_order_the_queues_bring_them(bool heardAfterwards, DeviceStatus status)
    {
        var (willAt, heardAt) = (1_000, heardAfterwards ? 1_001 : 999);
        foreach (var willFirst in new[] { true, false })
        {
            var presence = new DevicePresence();
            if (willFirst)
            {
                Report(presence, willAt, DeviceStatus.Offline);
                presence.MarkSeen(heardAt);
            }
            else
            {
                presence.MarkSeen(heardAt);
                Report(presence, willAt, DeviceStatus.Offline);
            }

            Assert.Equal(status, presence.ComputeStatus(enabled: true, 2_000, Limit));
        }
    }

    [Fact]
    public void What_a_device_said_last_stands_though_an_earlier_word_comes_after_it()
    {
        var presence = new DevicePresence();
        Report(presence, 1_000, DeviceStatus.Online);
        Report(presence, 999, DeviceStatus.Error);
        Assert.Equal(DeviceStatus.Online, presence.ComputeStatus(enabled: true, 2_000, Limit));
        Report(presence, 1_001, DeviceStatus.Error);
        Assert.Equal(DeviceStatus.Error, presence.ComputeStatus(enabled: true, 2_000, Limit));
    }

    private static void Report(DevicePresence presence, long at, DeviceStatus status)
    {
        presence.MarkSeen(at);
        presence.Apply(new DeviceStatusReport { Status = status }, at);
    }
}
