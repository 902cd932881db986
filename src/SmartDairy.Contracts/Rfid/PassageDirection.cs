namespace SmartDairy.Contracts.Rfid;

/// <summary>Direction in which a tag passed a gate.</summary>
/// <remarks>The numbers are stored.</remarks>
public enum PassageDirection
{
    /// <summary>The direction could not be determined.</summary>
    Unknown = 0,

    /// <summary>From outside to inside, through the gate.</summary>
    Inbound = 1,

    /// <summary>From inside to outside, through the gate.</summary>
    Outbound = 2,
}
