using SmartDairy.Contracts.Intake;
using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Grains.Intake;

/// <summary>A message that was rejected as a whole, before any of its items was decoded.</summary>
public readonly record struct MessageRejection(ReceivedMessage Message, string? DeviceId, RejectionCode Code, string Reason);
