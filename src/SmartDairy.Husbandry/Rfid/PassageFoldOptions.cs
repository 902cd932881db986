namespace SmartDairy.Husbandry.Rfid;

/// <summary>How reads of a place are put together.</summary>
public sealed record PassageFoldOptions
{
    /// <summary>At a gate: reads of one tag are one passage while not more than 10 s lie between two of them.</summary>
    public static PassageFoldOptions Gate { get; } = new() { Gap = TimeSpan.FromSeconds(10), Memory = TimeSpan.FromHours(1), ToldWhileOpen = null };

    /// <summary>In an area: a stay lasts while not more than 15 min lie between two reads.</summary>
    public static PassageFoldOptions Area { get; } = new() { Gap = TimeSpan.FromMinutes(15), Memory = TimeSpan.FromHours(6), ToldWhileOpen = TimeSpan.FromMinutes(1) };

    public required TimeSpan Gap { get; init; }

    /// <summary>How long what is over is remembered, to work late reads in.</summary>
    public required TimeSpan Memory { get; init; }

    /// <summary>How often what is not over yet is told, in event time; null means that it is told when it is over.</summary>
    public TimeSpan? ToldWhileOpen { get; init; }

    /// <summary>How many passages are remembered at most, whatever their age. Default 50,000.</summary>
    public int Remembered { get; init; } = 50_000;
}
