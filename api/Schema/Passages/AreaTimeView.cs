using GraphQL;

namespace SmartDairy.Api.Schema.Passages;

/// <summary>How long an animal was in an area.</summary>
[Name("AreaTime")]
public sealed record AreaTimeView(string Place, int Stays, double Seconds)
{
    /// <summary>Such as area/BUNK-1.</summary>
    public string Place { get; } = Place;

    /// <summary>How often.</summary>
    public int Stays { get; } = Stays;

    /// <summary>How long, all together, within the span asked for.</summary>
    public double Seconds { get; } = Seconds;
}
