namespace SmartDairy.Contracts.Intake;

/// <summary>What the sender of a message is told, once its fate is durable.</summary>
public enum MessageOutcome
{
    /// <summary>Stored, or a duplicate of what is stored.</summary>
    Accepted,

    /// <summary>Recorded as rejected: the sender may not speak here.</summary>
    NotAuthorized,

    /// <summary>Recorded as rejected: no such topic.</summary>
    TopicInvalid,

    /// <summary>Recorded as rejected: the payload is not what the topic asks for.</summary>
    PayloadInvalid,

    /// <summary>Recorded as rejected: the message could not be processed.</summary>
    Failed,

    /// <summary>Nothing durable is known of it: no acknowledgement, the sender must send it again.</summary>
    Abandoned,
}
