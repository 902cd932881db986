namespace SmartDairy.Contracts.Alerts;

/// <summary>An event of an alert and the alert after that event.</summary>
[GenerateSerializer, Immutable, Alias("alert-change")]
public sealed record AlertChange([property: Id(0)] AlertEvent Event, [property: Id(1)] Alert Alert);
