namespace SmartDairy.Streaming.Mqtt;

/// <summary>
/// The outcome of a delivery. Every outcome but <see cref="Abandon"/> is an acknowledgement, and its number is the MQTT 5 reason code of
/// the PUBACK or PUBREC; after any acknowledgement the sender forgets the message.
/// </summary>
public enum MqttSettlement
{
    /// <summary>The consumer has taken the message over.</summary>
    Success = 0x00,

    /// <summary>
    /// Taken over, though no consumer wanted it. The provider never chooses this outcome; a source or an application may.
    /// </summary>
    NoSuchTarget = 0x10,

    /// <summary>Failed for good for a reason that is not the sender's, and was recorded.</summary>
    ImplementationSpecificError = 0x83,

    /// <summary>The sender may not publish to this topic.</summary>
    NotAuthorized = 0x87,

    /// <summary>The topic is well-formed but is not one the application knows.</summary>
    TopicNameInvalid = 0x90,

    /// <summary>
    /// The message is larger than the application accepts. A PUBACK has no such reason code, so a source sends 0x97 or 0x99.
    /// </summary>
    PacketTooLarge = 0x95,

    /// <summary>The sender exceeded a limit set for it.</summary>
    QuotaExceeded = 0x97,

    /// <summary>The payload is not in the form its topic requires.</summary>
    PayloadFormatInvalid = 0x99,

    /// <summary>
    /// No acknowledgement, and so no reason code. Nothing took the message over: the source must make the sender publish it again, for
    /// instance by closing its connection.
    /// </summary>
    Abandon = 0x100,
}
