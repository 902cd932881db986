namespace SmartDairy.Husbandry.Worklist;

/// <summary>Time within which work should be done. NOW is the most urgent, then TODAY and SOON.</summary>
/// <remarks>A lower number is more urgent.</remarks>
public enum WorkUrgency
{
    /// <summary>At once: before the next milking, or while a window is open.</summary>
    Now = 0,

    /// <summary>Before the end of the day.</summary>
    Today = 1,

    /// <summary>Within the next few days.</summary>
    Soon = 2,
}
