using SmartDairy.Contracts.Devices;
using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Grains.Intake;

/// <summary>Where a message goes. <paramref name="Device"/> null: nowhere, for the reason given.</summary>
public readonly record struct MessageRoute(IDeviceGrain? Device, string? DeviceId, RejectionCode Code, string? Reason);
