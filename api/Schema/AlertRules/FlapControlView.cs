using GraphQL;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>Flap control: once a source has cleared this often within the span, clearing requires the span without the condition.</summary>
[Name("FlapControl")]
public sealed record FlapControlView(int Changes, TimeSpan Within)
{
    /// <summary>Number of clearings within the span that count as flapping.</summary>
    public int Changes { get; } = Changes;

    /// <summary>Span in which clearings are counted, and the time without the condition that clearing then takes.</summary>
    public TimeSpan Within { get; } = Within;
}
