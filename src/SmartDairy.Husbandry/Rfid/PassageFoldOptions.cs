namespace SmartDairy.Husbandry.Rfid;

/// <summary>How reads of a place are put together.</summary>
public sealed record PassageFoldOptions
{
    /// <summary>At a gate: reads of one tag are one passage while not more than 10 s lie between two of them.</summary>
    public static PassageFoldOptions Gate { get; } = new() { Gap = TimeSpan.FromSeconds(10), Retention = TimeSpan.FromHours(1), OpenReportInterval = null };

    /// <summary>In an area: a stay lasts while not more than 15 min lie between two reads.</summary>
    public static PassageFoldOptions Area { get; } = new() { Gap = TimeSpan.FromMinutes(15), Retention = TimeSpan.FromHours(6), OpenReportInterval = TimeSpan.FromMinutes(1) };

    public required TimeSpan Gap { get; init; }

    /// <summary>How long what is over is remembered, to work late reads in.</summary>
    public required TimeSpan Retention { get; init; }

    /// <summary>How often what is not over yet is told, in event time; null means that it is told when it is over.</summary>
    public TimeSpan? OpenReportInterval { get; init; }

    /// <summary>How many passages are remembered at most, whatever their age. Default 50,000.</summary>
    public int MaxPassages { get; init; } = 50_000;
}
