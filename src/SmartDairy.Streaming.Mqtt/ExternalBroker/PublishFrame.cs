using System.Buffers.Binary;
using System.Text;

namespace SmartDairy.Streaming.Mqtt.ExternalBroker;

/// <summary>
/// A PUBLISH, taken apart without going through a packet object: it is what nearly all packets are. Its properties are not looked at;
/// topic aliases cannot occur, because the connection allows none.
/// </summary>
internal readonly ref struct PublishFrame
{
    private readonly ReadOnlySpan<byte> _topic;

    /// <exception cref="InvalidDataException">It is malformed.</exception>
    public PublishFrame(MqttFrame frame)
    {
        QualityOfService = (byte)((frame.Header >> 1) & 3);
        IsRetained = (frame.Header & 1) != 0;
        ReadOnlySpan<byte> rest = frame.Body;
        var topicLength = ReadUInt16(ref rest);
        _topic = ReadBytes(ref rest, topicLength);
        if (QualityOfService > 2 || _topic.IsEmpty)
        {
            throw Malformed();
        }

        PacketId = QualityOfService > 0 ? ReadUInt16(ref rest) : (ushort)0;
        ReadBytes(ref rest, PropertiesLength(ref rest));
        Payload = rest;
    }

    public byte QualityOfService { get; }

    public bool IsRetained { get; }

    /// <summary>0 at QoS 0.</summary>
    public ushort PacketId { get; }

    public ReadOnlySpan<byte> Payload { get; }

    public string Topic => Encoding.UTF8.GetString(_topic);

    private static int PropertiesLength(scoped ref ReadOnlySpan<byte> rest)
    {
        var length = 0;
        for (var i = 0; i < 4; i++)
        {
            var digit = ReadBytes(ref rest, 1)[0];
            length |= (digit & 0x7F) << (7 * i);
            if (digit < 0x80)
            {
                return length;
            }
        }

        throw Malformed();
    }

    private static ushort ReadUInt16(scoped ref ReadOnlySpan<byte> rest) => BinaryPrimitives.ReadUInt16BigEndian(ReadBytes(ref rest, 2));

    private static ReadOnlySpan<byte> ReadBytes(scoped ref ReadOnlySpan<byte> rest, int count)
    {
        if (rest.Length < count)
        {
            throw Malformed();
        }

        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    private static InvalidDataException Malformed() => new("the broker sent a malformed PUBLISH");
}
