using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace SmartDairy.Contracts.Readings;

/// <summary>A reading's identity in 64 bits, for memories of what was seen.</summary>
public static class ReadingKey
{
    /// <summary>A hash of device, event time and message id. Of 65,536 readings two share one with a probability of about one in ten thousand million.</summary>
    public static ulong Create(Reading reading)
        => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(reading.DeviceId.AsSpan()), unchecked(reading.MessageId + (reading.Time * (long)0x9E3779B97F4A7C15UL)));
}
