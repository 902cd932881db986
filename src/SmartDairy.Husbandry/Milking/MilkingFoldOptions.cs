namespace SmartDairy.Husbandry.Milking;

/// <summary>How messages of a meter are put together into milkings.</summary>
public sealed record MilkingFoldOptions
{
    /// <summary>How long after its last message a milking's end is waited for. Default 30 min.</summary>
    public TimeSpan EndTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Two beginnings at one stall that are closer than this are one. Default 60 s: nobody is milked in less.</summary>
    public TimeSpan StartTolerance { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A meter that uses a session's name again after this long means another milking. Default 12 h.</summary>
    public TimeSpan SessionNameReuseAfter { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How many milkings of the stall are remembered, to work late messages in. Default 64.</summary>
    public int MaxMilkings { get; init; } = 64;
}
