namespace SmartDairy.Contracts.Intake;

/// <summary>
/// The outcome of a message, from the actor that decides it up to the acknowledgement. Only <see cref="Abandoned"/> may come before the
/// outcome is durable.
/// </summary>
/// <remarks>
/// The .NET name is on the wire, because <see cref="DeviceBatchResult.Outcomes"/> is an array of it: silos of two builds side by side
/// understand each other only while it stays. Orleans does not read the full name of a type as an alias of another one.
/// </remarks>
public enum ReceiptOutcome
{
    /// <summary>Stored, or a duplicate of a stored message.</summary>
    Accepted,

    /// <summary>Recorded as rejected: the sender may not publish this.</summary>
    NotAuthorized,

    /// <summary>Recorded as rejected: the topic is not a known one.</summary>
    TopicInvalid,

    /// <summary>Recorded as rejected: the payload is not in the form its topic requires.</summary>
    PayloadInvalid,

    /// <summary>Recorded as rejected: the message could not be processed.</summary>
    Failed,

    /// <summary>Nothing durable is known of the message: no acknowledgement is sent, and the sender must publish it again.</summary>
    Abandoned,
}
