namespace SmartDairy.Contracts.Rfid;

/// <summary>State of a passage. The numbers are stored.</summary>
public enum PassageState
{
    Seen = 0,

    /// <summary>
    /// A late read merged the passage into another one: it must be ignored everywhere. Only its id, animal or tag, place and times are
    /// filled in.
    /// </summary>
    Retracted = 1,
}
