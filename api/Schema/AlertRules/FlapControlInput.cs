using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>Flap control: once a source has cleared this often within the span, clearing requires the span without the condition.</summary>
public sealed class FlapControlInput
{
    /// <summary>Number of clearings within the span that count as flapping, 2 to 100.</summary>
    public required int Changes { get; init; }

    /// <summary>Span in which clearings are counted, and the time without the condition that clearing then takes; PT1M to PT24H.</summary>
    public required TimeSpan Within { get; init; }

    internal FlapControl ToFlapControl() => new(Changes, Within);
}
