namespace SmartDairy.Analytics.Cows.Observations;

/// <summary>Metrics of a collar hour.</summary>
internal enum CollarMetric
{
    Activity,
    Rumination,
    Eating,
    Resting,
    Temperature,
}
