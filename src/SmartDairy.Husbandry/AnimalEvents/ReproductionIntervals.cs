namespace SmartDairy.Husbandry.AnimalEvents;

/// <summary>Intervals of a cow's reproduction, in milliseconds.</summary>
public static class ReproductionIntervals
{
    public const long Day = 86_400_000;

    /// <summary>Conception to calving: 280 days; breeds differ by a few days.</summary>
    public const long Gestation = 280 * Day;

    /// <summary>The usual dry period before a calving.</summary>
    public const long DryPeriod = 60 * Day;

    /// <summary>
    /// The shortest time between two calvings: conception some weeks after the first, and a gestation that is just long enough to count as
    /// a calving.
    /// </summary>
    public const long MinCalvingInterval = 200 * Day;

    /// <summary>The earliest time after an insemination at which a pregnancy can be found.</summary>
    public const long MinPregnancyCheckAge = 25 * Day;

    /// <summary>The latest time after an insemination at which a pregnancy can still be of it.</summary>
    public const long MaxPregnancyCheckAge = 290 * Day;

    /// <summary>The age of the youngest heifers that calve.</summary>
    public const long MinAgeAtFirstCalving = 500 * Day;
}
