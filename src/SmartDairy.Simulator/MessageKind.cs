namespace SmartDairy.Simulator;

public enum MessageKind
{
    Environment,
    Activity,
    MilkingStart,
    MilkingData,
    MilkingEnd,
    TagRead,
    Presence,

    /// <summary>A gateway's status; never affected by message faults.</summary>
    Status,
}
