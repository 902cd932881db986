namespace SmartDairy.Contracts.Rfid;

/// <summary>Which way a tag went through a gate. The numbers are stored.</summary>
public enum PassageDirection
{
    Unknown = 0,
    Inbound = 1,
    Outbound = 2,
}
