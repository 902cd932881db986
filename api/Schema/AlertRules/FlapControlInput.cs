using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>Keeps an alert that comes and goes open until it rests: once a source cleared this often within the span, clearing takes as long as the span.</summary>
public sealed class FlapControlInput
{
    /// <summary>Clearings that count as flapping, 2 to 100.</summary>
    public required int Changes { get; init; }

    /// <summary>PT1M to PT24H.</summary>
    public required TimeSpan Within { get; init; }

    internal FlapControl ToFlapControl() => new(Changes, Within);
}
