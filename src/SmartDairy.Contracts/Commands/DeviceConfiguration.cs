namespace SmartDairy.Contracts.Commands;

/// <param name="Desired">JSON; null when none was ever set.</param>
/// <param name="Reported">JSON; null when the device never said.</param>
[GenerateSerializer, Immutable, Alias("device-configuration")]
public sealed record DeviceConfiguration([property: Id(0)] string? Desired, [property: Id(1)] string? Reported);
