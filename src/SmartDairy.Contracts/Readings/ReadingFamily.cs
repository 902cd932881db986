namespace SmartDairy.Contracts.Readings;

/// <summary>What a reading is about. Each family has its own metrics, its own message format and its own table in history.</summary>
public enum ReadingFamily
{
    Environment = 0,
    Activity = 1,
    Milking = 2,
    Rfid = 3,
}
