namespace SmartDairy.Husbandry.Rfid;

/// <summary>The options of <see cref="PassageFold"/>.</summary>
public sealed record PassageFoldOptions
{
    /// <summary>At a gate, reads of one tag are one passage while at most 10 s lie between two of them.</summary>
    public static PassageFoldOptions Gate { get; } = new()
    { Gap = TimeSpan.FromSeconds(10), Retention = TimeSpan.FromHours(1), OpenReportInterval = null };

    /// <summary>In an area, a stay lasts while at most 15 min lie between two reads.</summary>
    public static PassageFoldOptions Area { get; } = new()
    { Gap = TimeSpan.FromMinutes(15), Retention = TimeSpan.FromHours(6), OpenReportInterval = TimeSpan.FromMinutes(1) };

    public required TimeSpan Gap { get; init; }

    /// <summary>How long a finished passage is remembered for late reads.</summary>
    public required TimeSpan Retention { get; init; }

    /// <summary>How often an open stay is emitted, in event time; null for once, when it is over.</summary>
    public TimeSpan? OpenReportInterval { get; init; }

    /// <summary>The largest number of passages that are remembered. Default 50,000.</summary>
    public int MaxPassages { get; init; } = 50_000;
}
