namespace SmartDairy.Contracts.Commands;

/// <summary>State of a command to a device.</summary>
/// <remarks>The numbers are stored: never reuse one.</remarks>
public enum CommandState
{
    /// <summary>Stored; the device is not subscribed to its commands yet.</summary>
    Queued = 0,

    /// <summary>Published to the broker for the device.</summary>
    Sent = 1,

    /// <summary>The device confirmed that it received the command.</summary>
    Delivered = 2,

    /// <summary>The device reported that the command succeeded.</summary>
    Succeeded = 3,

    /// <summary>The device reported that the command failed.</summary>
    Failed = 4,

    /// <summary>Sent, but no answer came within the timeout.</summary>
    TimedOut = 5,

    /// <summary>Not sent, because the device did not subscribe within the timeout.</summary>
    Expired = 6,
}
