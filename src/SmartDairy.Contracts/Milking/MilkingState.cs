namespace SmartDairy.Contracts.Milking;

/// <summary>How far a milking is known. The numbers are stored.</summary>
public enum MilkingState
{
    /// <summary>The cups are on.</summary>
    Running = 0,

    /// <summary>Its end was told.</summary>
    Complete = 1,

    /// <summary>Its end was never told and is not waited for any more; what is known is kept.</summary>
    EndMissing = 2,

    /// <summary>It turned out to be part of another milking, or of another animal: to be left out of everything. Only its id, animal and times are told then.</summary>
    Retracted = 3,
}
