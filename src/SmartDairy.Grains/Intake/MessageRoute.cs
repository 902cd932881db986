using SmartDairy.Contracts.Decoding;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Grains.Intake;

/// <summary>Where a message goes. <paramref name="Device"/> null: nowhere, for the reason given.</summary>
public readonly record struct MessageRoute(IDeviceGrain? Device, string? DeviceId, RejectionCode Code, string? Reason);
