namespace SmartDairy.Analytics.Cows.Observations;

/// <summary>What is told of an hour.</summary>
internal enum CollarMetric
{
    Activity,
    Rumination,
    Eating,
    Resting,
    Temperature,
}
