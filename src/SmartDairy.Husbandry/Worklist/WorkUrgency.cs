namespace SmartDairy.Husbandry.Worklist;

/// <summary>When it is to be done; the lower number is the more urgent.</summary>
public enum WorkUrgency
{
    /// <summary>At once: before the next milking, or while a window is open.</summary>
    Now = 0,

    /// <summary>Before the day is over.</summary>
    Today = 1,

    /// <summary>In the next days.</summary>
    Soon = 2,
}
