namespace SmartDairy.Contracts.Milking;

/// <summary>State of a milking.</summary>
/// <remarks>The numbers are stored.</remarks>
public enum MilkingState
{
    /// <summary>The milking is running: the cups are attached.</summary>
    Running = 0,

    /// <summary>The milking has ended, as reported by the meter.</summary>
    Complete = 1,

    /// <summary>The end was never reported and is no longer awaited; the known values are kept.</summary>
    EndMissing = 2,

    /// <summary>
    /// The milking turned out to be part of another milking or of another animal's and is counted nowhere. Only its id, animal and times
    /// are given then.
    /// </summary>
    Retracted = 3,
}
