namespace SmartDairy.Contracts.Milking;

/// <summary>State of a milking, from running to its end.</summary>
/// <remarks>The numbers are stored.</remarks>
public enum MilkingState
{
    /// <summary>The milking is running: the cups are attached.</summary>
    Running = 0,

    /// <summary>The milking has ended, as reported by the meter.</summary>
    Complete = 1,

    /// <summary>The end was never reported and is no longer awaited; the known values are kept.</summary>
    EndMissing = 2,

    /// <summary>Part of another milking, or another animal's, after all: counted nowhere. Only id, animal and times are given.</summary>
    Retracted = 3,
}
