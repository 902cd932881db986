namespace SmartDairy.Contracts.Commands;

/// <summary>
/// The commands and the desired configuration of one device. The grain key is the device id. Separate from
/// <see cref="Devices.IDeviceGrain"/>, so that devices without commands need no stored state.
/// </summary>
[Alias("commands")]
public interface IDeviceCommandsGrain : IGrainWithStringKey
{
    /// <summary>Stores the command and publishes it once the device is subscribed to its commands.</summary>
    [Alias("send")] Task<CommandSnapshot> SendAsync(CommandRequest request);

    /// <summary>The newest 100 commands, newest first.</summary>
    [Alias("list")] Task<IReadOnlyList<CommandSnapshot>> ListAsync();

    /// <summary>Notifies that the device subscribed to its commands; queued commands are published now.</summary>
    [Alias("listening")] Task NotifyCommandsSubscribedAsync();

    /// <summary>Notifies that the device subscribed to its configuration; the desired configuration, if any, is published now.</summary>
    [Alias("configurable")] Task NotifyConfigurationSubscribedAsync();

    /// <summary>Notifies that the device's connection ended.</summary>
    [Alias("gone")] Task NotifyDisconnectedAsync();

    /// <summary>Records the device's answer to a command; ignored when the command is unknown or has ended.</summary>
    [Alias("answer")] Task RecordAnswerAsync(string commandId, CommandState state, string? result);

    /// <summary>Stores the desired configuration and publishes it once the device is subscribed to its configuration.</summary>
    [Alias("desire")] Task SetDesiredConfigurationAsync(string json);

    /// <summary>Records the configuration reported by the device.</summary>
    [Alias("report")] Task RecordReportedConfigurationAsync(string json);

    [Alias("configuration")] Task<DeviceConfiguration> GetConfigurationAsync();
}
