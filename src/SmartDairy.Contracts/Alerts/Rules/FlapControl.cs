namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>Keeps an alert that comes and goes open until it rests: once a source cleared this often within the span, clearing takes as long as the span.</summary>
/// <param name="Changes">Clearings within <paramref name="Within"/> that count as flapping: 2 to 100.</param>
/// <param name="Within">1 minute to 24 hours.</param>
[GenerateSerializer, Immutable, Alias("flap-control")]
public sealed record FlapControl([property: Id(0)] int Changes, [property: Id(1)] TimeSpan Within);
