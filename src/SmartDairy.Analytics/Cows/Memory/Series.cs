namespace SmartDairy.Analytics.Cows.Memory;

/// <summary>What is told of an hour.</summary>
internal enum Series
{
    Activity,
    Rumination,
    Eating,
    Resting,
    Temperature,
}
