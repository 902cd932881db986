using System.Buffers.Binary;
using System.Text;

namespace SmartDairy.Cli.Load;

/// <summary>The MQTT 5 packets that the generator uses besides PUBLISH.</summary>
internal static class MqttWire
{
    public const byte ConnAck = 0x20;
    public const byte PubAck = 0x40;
    public const byte Disconnect = 0xE0;

    public static byte[] EncodeConnect(string clientId, string password)
    {
        var body = new List<byte>();
        AppendString(body, "MQTT");
        // Version 5; user name, password and clean start; no keep-alive, because a run never idles; no properties.
        body.AddRange([5, 0xC2, 0, 0, 0]);
        AppendString(body, clientId);
        AppendString(body, clientId);
        AppendString(body, password);
        var packet = new List<byte> { 0x10 };
        for (var rest = body.Count; ; rest >>= 7)
        {
            packet.Add((byte)((rest & 0x7F) | (rest > 0x7F ? 0x80 : 0)));
            if (rest <= 0x7F)
            {
                break;
            }
        }

        return [.. packet, .. body];
    }

    /// <summary>Reads the packet at the start of <paramref name="data"/>; false when it is incomplete.</summary>
    /// <param name="length">Bytes of the whole packet.</param>
    public static bool TryRead(ReadOnlySpan<byte> data, out byte type, out ReadOnlySpan<byte> body, out int length)
    {
        type = 0;
        body = default;
        length = 0;
        int remaining = 0, shift = 0, at = 1;
        byte next;
        do
        {
            if (at >= data.Length)
            {
                return false;
            }

            next = data[at++];
            remaining |= (next & 0x7F) << shift;
            shift += 7;
        }
        while ((next & 0x80) != 0 && shift < 28);

        if (data.Length < at + remaining)
        {
            return false;
        }

        type = (byte)(data[0] & 0xF0);
        body = data.Slice(at, remaining);
        length = at + remaining;
        return true;
    }

    /// <summary>The receive maximum that a CONNACK grants; 65,535 when there is none.</summary>
    public static int ReadReceiveMaximum(ReadOnlySpan<byte> connAck)
    {
        if (connAck.Length < 3)
        {
            return ushort.MaxValue;
        }

        // A length of properties beyond 127 bytes takes a second byte.
        var properties = connAck[((connAck[2] & 0x80) == 0 ? 3 : 4)..];
        while (!properties.IsEmpty)
        {
            var size = properties[0] switch
            {
                0x21 => -1,
                0x24 or 0x25 or 0x28 or 0x29 or 0x2A => 1,
                0x13 or 0x22 => 2,
                0x11 or 0x27 => 4,
                0x26 => ReadStringPairLength(properties[1..]),
                0x12 or 0x15 or 0x16 or 0x1A or 0x1C or 0x1F => 2 + BinaryPrimitives.ReadUInt16BigEndian(properties[1..]),
                _ => throw new InvalidDataException($"CONNACK has the unknown property 0x{properties[0]:X2}."),
            };
            if (size < 0)
            {
                return BinaryPrimitives.ReadUInt16BigEndian(properties[1..]);
            }

            properties = properties[(1 + size)..];
        }

        return ushort.MaxValue;
    }

    private static int ReadStringPairLength(ReadOnlySpan<byte> data)
    {
        var first = 2 + BinaryPrimitives.ReadUInt16BigEndian(data);
        return first + 2 + BinaryPrimitives.ReadUInt16BigEndian(data[first..]);
    }

    private static void AppendString(List<byte> body, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        body.Add((byte)(bytes.Length >> 8));
        body.Add((byte)bytes.Length);
        body.AddRange(bytes);
    }
}
