namespace SmartDairy.Streaming.Mqtt.ExternalBroker;

/// <summary>A packet as it stands in the reader's buffer: valid until the next read from the stream.</summary>
internal readonly record struct MqttFrame(byte Header, ArraySegment<byte> Body)
{
    public const byte Publish = 3;

    /// <summary>The MQTT packet type, 1 to 15.</summary>
    public byte Type => (byte)(Header >> 4);
}

/// <summary>Cuts the byte stream of a connection into packets, many a read.</summary>
internal sealed class FrameReader(Stream stream, int maxPacketBytes)
{
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next packet that is there as a whole; false when more must be read first.</summary>
    /// <exception cref="InvalidDataException">What came is no packet, or one larger than agreed.</exception>
    public bool TryRead(out MqttFrame frame)
    {
        frame = default;
        var length = 0;
        for (var i = 0; ; i++)
        {
            if (_start + 1 + i >= _end)
            {
                return false;
            }

            if (i == 4)
            {
                throw new InvalidDataException("the broker sent a malformed packet length");
            }

            var digit = _buffer[_start + 1 + i];
            length |= (digit & 0x7F) << (7 * i);
            if (digit >= 0x80)
            {
                continue;
            }

            var header = i + 2;
            if (header + length > maxPacketBytes)
            {
                throw new InvalidDataException(
                    $"the broker sent a packet of {header + length} bytes, more than MaxPacketBytes ({maxPacketBytes})");
            }

            if (_end - _start < header + length)
            {
                EnsureCapacity(header + length);
                return false;
            }

            frame = new MqttFrame(_buffer[_start], new ArraySegment<byte>(_buffer, _start + header, length));
            _start += header + length;
            return true;
        }
    }

    /// <summary>Reads what there is, at least a byte; false when the broker closed the connection.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken = default)
    {
        if (_start == _end)
        {
            (_start, _end) = (0, 0);
        }
        else if (_end == _buffer.Length)
        {
            Compact();
        }

        var count = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += count;
        return count > 0;
    }

    private void EnsureCapacity(int packet)
    {
        if (packet > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Min(maxPacketBytes, Math.Max(packet, _buffer.Length * 2)));
        }

        if (_start + packet > _buffer.Length)
        {
            Compact();
        }
    }

    private void Compact()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
    }
}
