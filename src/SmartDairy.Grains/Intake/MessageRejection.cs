using SmartDairy.Contracts.Intake;
using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Grains.Intake;

/// <summary>A whole message that was refused before any item of it was looked at.</summary>
public readonly record struct MessageRejection(InboundMessage Message, string? DeviceId, RejectionCode Code, string Reason);
