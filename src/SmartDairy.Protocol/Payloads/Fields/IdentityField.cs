namespace SmartDairy.Protocol.Payloads.Fields;

/// <summary>Members that repeat the sender's registration; optional, but must match it when present.</summary>
internal enum IdentityField : byte
{
    Device,
    Farm,
    Barn,
    Zone,
    Animal,

    /// <summary>The animal named by the topic.</summary>
    TopicAnimal,
    Parlor,
    Stall,
    Gate,
    Area,
}
