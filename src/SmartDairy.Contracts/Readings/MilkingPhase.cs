namespace SmartDairy.Contracts.Readings;

/// <summary>Which of a milking session's messages this is. The numbers are stored.</summary>
public enum MilkingPhase
{
    Start = 0,
    Data = 1,
    End = 2,
}
