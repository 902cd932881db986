namespace SmartDairy.Contracts.Alerts;

/// <summary>An alert as it is after something happened to it.</summary>
[GenerateSerializer, Immutable, Alias("alert-change")]
public sealed record AlertChange([property: Id(0)] AlertEvent Event, [property: Id(1)] Alert Alert);
