namespace SmartDairy.Protocol.Payloads.Fields;

/// <summary>What a payload may repeat of its sender's registration, and must then repeat truly.</summary>
internal enum IdentityField : byte
{
    Device,
    Farm,
    Barn,
    Zone,
    Animal,

    /// <summary>The animal the topic names.</summary>
    TopicAnimal,
    Parlor,
    Stall,
    Gate,
    Area,
}
