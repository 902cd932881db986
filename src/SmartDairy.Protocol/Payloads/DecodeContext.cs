using SmartDairy.Contracts.Devices;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Protocol.Payloads;

/// <summary>What is known of a message before its payload is read.</summary>
/// <param name="Kind">Of the topic it was published on.</param>
/// <param name="Device">The authenticated device it speaks for.</param>
/// <param name="ReceivedAt">Unix milliseconds, UTC.</param>
/// <param name="TopicAnimalId">The animal the topic names (location messages); null when it names none.</param>
public readonly record struct DecodeContext(TopicKind Kind, DeviceRegistration Device, long ReceivedAt, string? TopicAnimalId = null);
