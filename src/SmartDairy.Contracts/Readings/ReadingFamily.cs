namespace SmartDairy.Contracts.Readings;

/// <summary>Families of readings. Each family has its own metrics, message format and table in history.</summary>
public enum ReadingFamily
{
    Environment = 0,
    Activity = 1,
    Milking = 2,
    Rfid = 3,
}
