using GraphQL;

namespace SmartDairy.Api.Schema.Passages;

/// <summary>Time an animal spent in one area.</summary>
[Name("AreaTime")]
public sealed record AreaTimeView(string Place, int Stays, double Seconds)
{
    /// <summary>Place of the area, such as area/BUNK-1.</summary>
    public string Place { get; } = Place;

    /// <summary>Number of stays in the area.</summary>
    public int Stays { get; } = Stays;

    /// <summary>Total time in the area within the requested span, in seconds.</summary>
    public double Seconds { get; } = Seconds;
}
