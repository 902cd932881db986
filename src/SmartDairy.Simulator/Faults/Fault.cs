namespace SmartDairy.Simulator.Faults;

internal enum Fault
{
    None,
    Missing,
    Late,
    Duplicate,
    OutOfOrder,
    Stuck,
    Garbage,
}
