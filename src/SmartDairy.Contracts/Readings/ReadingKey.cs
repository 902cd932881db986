using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace SmartDairy.Contracts.Readings;

/// <summary>The identity of a reading in 64 bits, for duplicate detection.</summary>
public static class ReadingKey
{
    /// <summary>
    /// A hash of device, event time and message id. Among 65,536 readings, the probability of a collision is about 10⁻¹⁰.
    /// </summary>
    public static ulong Create(Reading reading)
        => XxHash3.HashToUInt64(
            MemoryMarshal.AsBytes(reading.DeviceId.AsSpan()), unchecked(reading.MessageId + (reading.Time * (long)0x9E3779B97F4A7C15UL)));
}
