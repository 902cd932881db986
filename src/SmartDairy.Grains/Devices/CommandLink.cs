using SmartDairy.Contracts.Commands;
using SmartDairy.Contracts.Devices;
using SmartDairy.Protocol.Payloads;

namespace SmartDairy.Grains.Devices;

/// <summary>Passes on to the actor of a device's commands what the device answers and subscribes to.</summary>
/// <param name="commands">The actor of the device's commands.</param>
public sealed class CommandLink(IDeviceCommandsGrain commands)
{
    /// <summary>True while the commands actor believes that the device is subscribed.</summary>
    public bool Subscribed { get; internal set; }

    /// <summary>The actor of the device's commands.</summary>
    public IDeviceCommandsGrain Commands => commands;

    /// <summary>Records the answer to a command and the reported configuration. Completes when both are stored.</summary>
    public async Task RecordAsync(DeviceStatusReport report)
    {
        if (report.CommandId is { } command && report.CommandState is { } state)
        {
            await commands.RecordAnswerAsync(command, state, report.Result);
        }

        if (report.Configuration is { } configuration)
        {
            await commands.RecordReportedConfigurationAsync(configuration);
        }
    }

    /// <summary>Reports a change of the device's current connection.</summary>
    public async Task HandleConnectionChangeAsync(ConnectionChangeKind kind)
    {
        if (kind is ConnectionChangeKind.CommandsSubscribed)
        {
            Subscribed = true;
            await commands.NotifyCommandsSubscribedAsync();
        }
        else if (kind is ConnectionChangeKind.ConfigurationSubscribed)
        {
            Subscribed = true;
            await commands.NotifyConfigurationSubscribedAsync();
        }
        else if (Subscribed)
        {
            // The connection ended or a new one has no subscription yet: a command published now would reach nobody.
            Subscribed = false;
            await commands.NotifyDisconnectedAsync();
        }
    }
}
