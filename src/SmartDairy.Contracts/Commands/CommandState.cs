namespace SmartDairy.Contracts.Commands;

/// <summary>How far a command came.</summary>
/// <remarks>The numbers are stored: never reuse one.</remarks>
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
