namespace SmartDairy.Husbandry.Milking.Tanks;

/// <summary>Verdict on the difference between the milk metered and the milk collected.</summary>
public enum TankVerdict
{
    /// <summary>The difference is within the tolerance.</summary>
    Within = 0,

    /// <summary>More metered than collected: the meters read too high, or milk went elsewhere.</summary>
    MeteredMore = 1,

    /// <summary>Less metered than collected: the meters read too low, or milk came in unmetered.</summary>
    MeteredLess = 2,

    /// <summary>Milkings of unknown volume could explain the difference, or nothing was collected.</summary>
    Undecided = 3,
}
