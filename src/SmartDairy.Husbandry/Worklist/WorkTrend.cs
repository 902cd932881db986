namespace SmartDairy.Husbandry.Worklist;

/// <summary>How an item's score stands against the end of the day before.</summary>
public enum WorkTrend
{
    /// <summary>It matters more.</summary>
    Up,

    /// <summary>It matters less.</summary>
    Down,

    /// <summary>Within half a point.</summary>
    Steady,
}
