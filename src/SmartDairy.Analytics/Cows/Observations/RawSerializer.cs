using System.Runtime.InteropServices;

namespace SmartDairy.Analytics.Cows.Observations;

/// <summary>Serializes arrays and blittable structures as their memory, little-endian.</summary>
internal static class RawSerializer
{
    public static void Write<T>(BinaryWriter writer, ReadOnlySpan<T> values)
        where T : unmanaged => writer.Write(MemoryMarshal.AsBytes(values));

    public static void Write<T>(BinaryWriter writer, in T value)
        where T : unmanaged => writer.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    /// <exception cref="EndOfStreamException">The stream ends too early.</exception>
    public static void Read<T>(BinaryReader reader, Span<T> values)
        where T : unmanaged => reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values));

    /// <exception cref="EndOfStreamException">The stream ends too early.</exception>
    public static T Read<T>(BinaryReader reader)
        where T : unmanaged
    {
        var value = default(T);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(new Span<T>(ref value)));
        return value;
    }
}
