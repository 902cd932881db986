namespace SmartDairy.Simulator.Faults;

internal enum MessageFault
{
    None,
    Missing,
    Late,
    Duplicate,
    OutOfOrder,
    Stuck,
    Garbage,
}
