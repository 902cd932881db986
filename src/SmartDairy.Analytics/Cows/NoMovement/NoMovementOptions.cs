namespace SmartDairy.Analytics.Cows.NoMovement;

/// <summary>The numbers of <c>no-movement/1</c>: a collar that lies somewhere, or a cow that does.</summary>
public sealed record NoMovementOptions
{
    /// <summary>Hours of stillness after which it is told of. A cow that sleeps or lies still ruminates in between. The default is 5.</summary>
    public int MinStillHours { get; init; } = 5;

    /// <summary>An hour is still when activity is below this share of what is usual for her at this hour. The default is 0.35.</summary>
    public double MaxActivityShare { get; init; } = 0.35;

    /// <summary>And when she ruminates and eats no longer than this. Minutes; the default is 3.</summary>
    public double MaxActiveMinutes { get; init; } = 3;

    /// <summary>A collar that is cooler than usual by this is on no cow. °C; the default is 3.</summary>
    public double LostCollarCooling { get; init; } = 3;
}
