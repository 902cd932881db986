namespace SmartDairy.Streaming.Mqtt;

/// <summary>
/// What becomes of a delivery. All but <see cref="Abandon"/> are acknowledgements, named after the MQTT 5 PUBACK reason codes
/// that a source sends for them; after any acknowledgement the sender forgets the message.
/// </summary>
public enum MqttSettlement
{
    /// <summary>0x00: taken over by the consumer.</summary>
    Success = 0,

    /// <summary>0x10: taken over, though nobody wanted it. This provider never chooses it; a source or an application may.</summary>
    NoSuchTarget,

    /// <summary>0x87: this sender may not publish to this topic.</summary>
    NotAuthorized,

    /// <summary>0x90: the topic is well-formed but names nothing here.</summary>
    TopicNameInvalid,

    /// <summary>0x99: the payload is not what its topic promises.</summary>
    PayloadFormatInvalid,

    /// <summary>0x97: the sender exceeded a limit set for it.</summary>
    QuotaExceeded,

    /// <summary>0x95 as a reason to the sender: larger than the application takes. A PUBACK has no such code, so a source sends 0x97 or 0x99.</summary>
    PacketTooLarge,

    /// <summary>0x83: failed for good for a reason that is not the sender's, and was recorded.</summary>
    ImplementationSpecificError,

    /// <summary>
    /// No acknowledgement. The source must make the sender publish the message again, for instance by closing its connection: nobody took it over.
    /// </summary>
    Abandon,
}
