using SmartDairy.Contracts.Devices;
using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Grains.Intake;

/// <summary>The device that a message goes to, or why it is rejected.</summary>
/// <param name="Device">The actor of the device; null when the message is rejected.</param>
/// <param name="DeviceId">The device; null when the topic belongs to no registered device.</param>
/// <param name="Code">The code of the rejection; without meaning when there is a device.</param>
/// <param name="Reason">The reason of the rejection, a sentence; null when there is a device.</param>
public readonly record struct MessageRoute(IDeviceGrain? Device, string? DeviceId, RejectionCode Code, string? Reason);
