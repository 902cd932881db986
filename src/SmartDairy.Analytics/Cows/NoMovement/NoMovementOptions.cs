namespace SmartDairy.Analytics.Cows.NoMovement;

/// <summary>Parameters of <c>no-movement/1</c>, which detects a lost collar or a cow that is down.</summary>
public sealed record NoMovementOptions
{
    /// <summary>Still hours that open an episode. The default is 5; a healthy lying cow ruminates in between.</summary>
    public int MinStillHours { get; init; } = 5;

    /// <summary>
    /// An hour is still when activity is below this share of the cow's usual at this hour of the day. The default is 0.35.
    /// </summary>
    public double MaxActivityShare { get; init; } = 0.35;

    /// <summary>Maximum minutes of rumination and eating in a still hour. The default is 3.</summary>
    public double MaxActiveMinutes { get; init; } = 3;

    /// <summary>A collar cooler than usual by more than this, in °C, is not on a cow. The default is 3.</summary>
    public double LostCollarCooling { get; init; } = 3;
}
