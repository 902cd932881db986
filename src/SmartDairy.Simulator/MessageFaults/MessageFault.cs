namespace SmartDairy.Simulator.MessageFaults;

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
