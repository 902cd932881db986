using GraphQL;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>Keeps an alert that comes and goes open until it rests.</summary>
[Name("FlapControl")]
public sealed record FlapControlView(int Changes, TimeSpan Within)
{
    /// <summary>Clearings within the span that count as flapping.</summary>
    public int Changes { get; } = Changes;

    /// <summary>The span, and how long clearing then takes.</summary>
    public TimeSpan Within { get; } = Within;
}
