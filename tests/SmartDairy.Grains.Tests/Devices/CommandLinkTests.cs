using SmartDairy.Contracts.Commands;
using SmartDairy.Contracts.Devices;
using SmartDairy.Grains.Devices;
using SmartDairy.Grains.Tests.Cluster;
using SmartDairy.Protocol.Payloads;

namespace SmartDairy.Grains.Tests.Devices;

public sealed class CommandLinkTests
{
    private readonly RecordingGrains _grains = new();

    [Fact]
    public async Task Disconnection_is_reported_only_after_a_subscription_and_once()
    {
        var link = CreateLink();
        await link.HandleConnectionChangeAsync(ConnectionChangeKind.Opened);
        await link.HandleConnectionChangeAsync(ConnectionChangeKind.Lost);
        Assert.Empty(_grains.Calls);
        await link.HandleConnectionChangeAsync(ConnectionChangeKind.CommandsSubscribed);
        await link.HandleConnectionChangeAsync(ConnectionChangeKind.ConfigurationSubscribed);
        Assert.True(link.Subscribed);
        await link.HandleConnectionChangeAsync(ConnectionChangeKind.ClosedByDevice);
        await link.HandleConnectionChangeAsync(ConnectionChangeKind.Opened);
        Assert.Equal(["NotifyCommandsSubscribedAsync", "NotifyConfigurationSubscribedAsync", "NotifyDisconnectedAsync"], Methods());
    }

    [Fact]
    public async Task Answer_and_configuration_of_a_report_are_recorded_and_other_reports_call_nothing()
    {
        var link = CreateLink();
        await link.RecordAsync(new DeviceStatusReport { Status = DeviceStatus.Online });
        await link.RecordAsync(new DeviceStatusReport { CommandId = "C-1" });
        Assert.Empty(_grains.Calls);
        await link.RecordAsync(new DeviceStatusReport
        { CommandId = "C-1", CommandState = CommandState.Succeeded, Result = "{}", Configuration = """{"interval":60}""" });
        Assert.Equal(["RecordAnswerAsync", "RecordReportedConfigurationAsync"], Methods());
        Assert.Equal(["C-1", CommandState.Succeeded, "{}"], _grains.Calls.First().Arguments);
    }

    private CommandLink CreateLink() => new(_grains.Factory.GetGrain<IDeviceCommandsGrain>("ENV-1"));

    private IEnumerable<string> Methods() => _grains.Calls.Select(made => made.Call[(made.Call.LastIndexOf(' ') + 1)..]);
}
