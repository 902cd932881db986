namespace SmartDairy.Husbandry.Milking;

/// <summary>The options of <see cref="MilkingFold"/>.</summary>
public sealed record MilkingFoldOptions
{
    /// <summary>The time after its last message at which a milking counts as over without an end. Default 30 min.</summary>
    public TimeSpan EndTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Two beginnings at one stall within this time are one milking. Default 60 s: no milking is shorter.</summary>
    public TimeSpan StartTolerance { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The time after which a meter's session name stands for another milking. Default 12 h.</summary>
    public TimeSpan SessionNameReuseAfter { get; init; } = TimeSpan.FromHours(12);

    /// <summary>The number of milkings that are remembered for late messages. Default 64.</summary>
    public int MaxMilkings { get; init; } = 64;
}
