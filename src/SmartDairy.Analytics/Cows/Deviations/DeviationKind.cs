namespace SmartDairy.Analytics.Cows.Deviations;

/// <summary>How an hour of hers differs from what is usual for her.</summary>
internal enum DeviationKind
{
    /// <summary>Natural logarithm of activity over what is usual at this hour of the day.</summary>
    Activity,

    /// <summary>The standard deviation of that logarithm on ordinary days.</summary>
    ActivitySd,

    /// <summary>Minutes of rumination in the hour more than usual at this hour of the day, in standard deviations.</summary>
    Rumination,

    /// <summary>The same of eating.</summary>
    Eating,

    /// <summary>°C more than usual at this hour of the day.</summary>
    Temperature,

    /// <summary>Rumination of the last 24 hours against her usual, in standard deviations.</summary>
    RuminationDay,

    /// <summary>Eating of the last 24 hours, in standard deviations.</summary>
    EatingDay,

    /// <summary>Logarithm of the activity of the last 24 hours, in standard deviations.</summary>
    ActivityDay,
}
