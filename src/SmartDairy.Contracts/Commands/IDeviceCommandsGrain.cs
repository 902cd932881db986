namespace SmartDairy.Contracts.Commands;

/// <summary>
/// What users want of one device: its commands and its desired configuration. Its key is the device's id. Apart from the device's own
/// actor, so that the many devices nobody commands cost no state.
/// </summary>
[Alias("commands")]
public interface IDeviceCommandsGrain : IGrainWithStringKey
{
    /// <summary>Stores the command, then publishes it when the device listens.</summary>
    [Alias("send")] Task<CommandSnapshot> SendAsync(CommandRequest request);

    /// <summary>The newest first, at most 100.</summary>
    [Alias("list")] Task<IReadOnlyList<CommandSnapshot>> ListAsync();

    /// <summary>Told when the device subscribed to its commands: what is queued goes out now.</summary>
    [Alias("listening")] Task NotifyCommandsSubscribedAsync();

    /// <summary>Told when the device subscribed to its configuration: the wanted one goes out now, if there is one.</summary>
    [Alias("configurable")] Task NotifyConfigurationSubscribedAsync();

    /// <summary>Told when the device's connection ended.</summary>
    [Alias("gone")] Task NotifyDisconnectedAsync();

    /// <summary>What the device said about a command. An unknown id, or one that has ended, changes nothing.</summary>
    [Alias("answer")] Task RecordAnswerAsync(string commandId, CommandState state, string? result);

    /// <summary>Stores the wanted configuration and publishes it when the device listens.</summary>
    [Alias("desire")] Task SetDesiredConfigurationAsync(string json);

    /// <summary>The configuration the device said it has.</summary>
    [Alias("report")] Task RecordReportedConfigurationAsync(string json);

    [Alias("configuration")] Task<DeviceConfiguration> GetConfigurationAsync();
}
