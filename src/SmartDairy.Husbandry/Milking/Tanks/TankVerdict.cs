namespace SmartDairy.Husbandry.Milking.Tanks;

/// <summary>How what was collected compares with what was metered.</summary>
public enum TankVerdict
{
    Within = 0,

    /// <summary>The meters counted more than the lorry took: they read too high, or milk went elsewhere.</summary>
    MeteredMore = 1,

    /// <summary>The meters counted less than the lorry took: they read too low, or milk came in unmetered.</summary>
    MeteredLess = 2,

    /// <summary>Milkings whose volume nobody knows could make up for the difference.</summary>
    Undecided = 3,
}
