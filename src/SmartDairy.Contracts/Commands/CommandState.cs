namespace SmartDairy.Contracts.Commands;

/// <summary>The numbers are stored: never reuse one.</summary>
public enum CommandState
{
    /// <summary>Stored; the device is not connected yet.</summary>
    Queued = 0,

    /// <summary>Published to the broker.</summary>
    Sent = 1,

    /// <summary>The device said that it has it.</summary>
    Delivered = 2,
    Succeeded = 3,
    Failed = 4,

    /// <summary>Sent, and no answer came within the timeout.</summary>
    TimedOut = 5,

    /// <summary>The device did not connect within the timeout.</summary>
    Expired = 6,
}
