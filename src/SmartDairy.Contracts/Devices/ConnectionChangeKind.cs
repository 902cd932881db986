namespace SmartDairy.Contracts.Devices;

public enum ConnectionChangeKind
{
    Opened,

    /// <summary>The device said goodbye: a battery sensor between two readings. It stays online until its silence limit.</summary>
    ClosedByDevice,

    /// <summary>The connection broke, or its keep-alive ran out.</summary>
    Lost,

    /// <summary>The device subscribed to its commands: what is queued for it can go out.</summary>
    CommandsSubscribed,

    /// <summary>The device subscribed to its configuration: the wanted one can go out.</summary>
    ConfigurationSubscribed,
}
