using SmartDairy.Protocol.Payloads;

namespace SmartDairy.Grains.Devices;

/// <summary>A status report found in a batch.</summary>
/// <param name="Index">The index of its message in the batch.</param>
/// <param name="Report">The report.</param>
/// <param name="ParlorKey">The key of the parlor's actor when the report is about a whole parlor; null when it is about the device.</param>
public readonly record struct DecodedStatus(int Index, DeviceStatusReport Report, string? ParlorKey);
