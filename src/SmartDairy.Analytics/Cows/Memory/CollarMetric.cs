namespace SmartDairy.Analytics.Cows.Memory;

/// <summary>What is told of an hour.</summary>
internal enum CollarMetric
{
    Activity,
    Rumination,
    Eating,
    Resting,
    Temperature,
}
