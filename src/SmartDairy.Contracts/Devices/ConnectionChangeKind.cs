namespace SmartDairy.Contracts.Devices;

/// <summary>Kinds of changes of a device connection.</summary>
public enum ConnectionChangeKind
{
    Opened,

    /// <summary>
    /// The device disconnected properly, e.g. a battery-powered sensor between two readings. Its status stays online until its silence
    /// limit.
    /// </summary>
    ClosedByDevice,

    /// <summary>The connection was lost or its keep-alive expired.</summary>
    Lost,

    /// <summary>The device subscribed to its commands, so queued commands can be published.</summary>
    CommandsSubscribed,

    /// <summary>The device subscribed to its configuration, so the desired configuration can be published.</summary>
    ConfigurationSubscribed,
}
