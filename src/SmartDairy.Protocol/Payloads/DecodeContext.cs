using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Topics;

namespace SmartDairy.Protocol.Payloads;

/// <summary>The facts about a message that are known before its payload is decoded.</summary>
/// <param name="Kind">Kind of the topic.</param>
/// <param name="Device">The authenticated device of the message.</param>
/// <param name="ReceivedAt">Time of receipt, Unix milliseconds.</param>
/// <param name="TopicAnimalId">The animal named by the topic of a location message; null for other topics.</param>
public readonly record struct DecodeContext(TopicKind Kind, DeviceRegistration Device, long ReceivedAt, string? TopicAnimalId = null);
