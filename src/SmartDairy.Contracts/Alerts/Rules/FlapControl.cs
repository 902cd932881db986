namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>
/// Keeps a flapping alert open: once the source has cleared often enough within the period, the condition must be false for the whole
/// period before the alert clears.
/// </summary>
/// <param name="Changes">Number of clearings that count as flapping, 2 to 100.</param>
/// <param name="Within">Length of the period, 1 minute to 24 hours.</param>
[GenerateSerializer, Immutable, Alias("flap-control")]
public sealed record FlapControl([property: Id(0)] int Changes, [property: Id(1)] TimeSpan Within);
