namespace SmartDairy.Husbandry.AnimalEvents;

/// <summary>Lengths in a cow's life, in milliseconds.</summary>
public static class ReproductionIntervals
{
    public const long Day = 86_400_000;

    /// <summary>Conception to calving: 280 days, of which breeds differ by a few.</summary>
    public const long Gestation = 280 * Day;

    /// <summary>What a cow is usually left dry before she calves.</summary>
    public const long DryPeriod = 60 * Day;

    /// <summary>Two calvings are at least so far apart: conception some weeks after the first, and a calf that is born too early to be a calving.</summary>
    public const long MinCalvingInterval = 200 * Day;

    /// <summary>The earliest day on which anybody can tell that an insemination took.</summary>
    public const long MinPregnancyCheckAge = 25 * Day;

    /// <summary>A pregnancy that is checked later than this began with another insemination.</summary>
    public const long MaxPregnancyCheckAge = 290 * Day;

    /// <summary>The youngest heifers that calve.</summary>
    public const long MinAgeAtFirstCalving = 500 * Day;
}
