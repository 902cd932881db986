namespace SmartDairy.Contracts.Readings;

/// <summary>Position of a message in its milking session. The numbers are stored.</summary>
public enum MilkingPhase
{
    Start = 0,
    Data = 1,
    End = 2,
}
