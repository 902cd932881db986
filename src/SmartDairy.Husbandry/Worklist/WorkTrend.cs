namespace SmartDairy.Husbandry.Worklist;

/// <summary>Change of an item's score since the end of the previous day.</summary>
public enum WorkTrend
{
    /// <summary>The score rose by more than half a point.</summary>
    Up,

    /// <summary>The score fell by more than half a point.</summary>
    Down,

    /// <summary>The score changed by at most half a point.</summary>
    Steady,
}
