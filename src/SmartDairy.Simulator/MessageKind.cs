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

    /// <summary>A gateway's status; the fault model leaves it alone.</summary>
    Status,
}
