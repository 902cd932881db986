namespace SmartDairy.Analytics.Cows.Deviations;

/// <summary>Deviation of an hour from the cow's usual values.</summary>
internal enum DeviationKind
{
    /// <summary>Natural logarithm of activity over the usual activity at this hour of the day.</summary>
    Activity,

    /// <summary>The standard deviation of that logarithm on ordinary days.</summary>
    ActivitySd,

    /// <summary>Minutes of rumination above the usual at this hour of the day, in standard deviations.</summary>
    Rumination,

    /// <summary>Minutes of eating above the usual at this hour of the day, in standard deviations.</summary>
    Eating,

    /// <summary>Temperature above the usual at this hour of the day, °C.</summary>
    Temperature,

    /// <summary>Rumination of the last 24 hours above the usual, in standard deviations.</summary>
    RuminationDay,

    /// <summary>Eating of the last 24 hours above the usual, in standard deviations.</summary>
    EatingDay,

    /// <summary>Logarithm of the activity of the last 24 hours above the usual, in standard deviations.</summary>
    ActivityDay,
}
