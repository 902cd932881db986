namespace SmartDairy.Contracts.Commands;

/// <summary>The desired and the reported configuration of a device.</summary>
/// <param name="Desired">Desired configuration as JSON; null when none was ever set.</param>
/// <param name="Reported">Reported configuration as JSON; null when the device has not reported one.</param>
[GenerateSerializer, Immutable, Alias("device-configuration")]
public sealed record DeviceConfiguration([property: Id(0)] string? Desired, [property: Id(1)] string? Reported);
