using System.Net;
using System.Net.Sockets;

namespace SmartDairy.Cli.Load;

/// <summary>The socket of one gateway, with a window of unacknowledged publishes and reused buffers.</summary>
internal sealed class LoadConnection : IDisposable
{
    private readonly byte[] _in = new byte[16 * 1024];
    private readonly byte[] _out;
    private readonly PublishTemplate _template;
    private readonly long[] _due;
    private readonly ushort[] _free;
    private int _freeCount;
    private int _inCount;
    private int _outStart;
    private int _outEnd;

    public LoadConnection(EndPoint server, string id, string password, PublishTemplate template, int window)
    {
        _template = template;
        Socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            Socket.Connect(server);
            Socket.ReceiveTimeout = 30_000;
            Socket.Send(MqttWire.EncodeConnect(id, password));
            Window = Math.Min(window, ReceiveConnAck(id));
            Socket.Blocking = false;
        }
        catch
        {
            Socket.Dispose();
            throw;
        }

        _out = new byte[Window * template.Length];
        _due = new long[Window + 1];
        _free = new ushort[Window];
        for (; _freeCount < Window; _freeCount++)
        {
            _free[_freeCount] = (ushort)(_freeCount + 1);
        }
    }

    public Socket Socket { get; }

    public int Window { get; }

    /// <summary>Publishes that may be sent now.</summary>
    public int AvailableSlots => _freeCount;

    public int InFlight => Window - _freeCount;

    public bool HasOutput => _outEnd > _outStart;

    /// <summary>Messages given to this connection in this phase; determines the next device and its due time.</summary>
    public long MessageIndex { get; set; }

    /// <summary>Encodes one publish; <see cref="AvailableSlots"/> must be above 0.</summary>
    public void Enqueue(int device, ReadOnlySpan<byte> time, long number, long due)
    {
        if (_outEnd + _template.Length > _out.Length)
        {
            _out.AsSpan(_outStart, _outEnd - _outStart).CopyTo(_out);
            (_outStart, _outEnd) = (0, _outEnd - _outStart);
        }

        var id = _free[--_freeCount];
        _due[id] = due;
        _template.Write(_out.AsSpan(_outEnd), device, id, time, number);
        _outEnd += _template.Length;
    }

    /// <summary>Sends as much as the socket accepts.</summary>
    public void Flush()
    {
        while (HasOutput)
        {
            var sent = Socket.Send(_out.AsSpan(_outStart, _outEnd - _outStart), SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                return;
            }

            if (error != SocketError.Success)
            {
                throw new SocketException((int)error);
            }

            _outStart += sent;
        }

        (_outStart, _outEnd) = (0, 0);
    }

    /// <summary>Processes received acknowledgements and records their latencies.</summary>
    public void Receive(LatencyHistogram latency, Func<long> clock, double microsecondsPerTick, ref long acknowledged, ref long refused)
    {
        while (true)
        {
            var count = Socket.Receive(_in.AsSpan(_inCount), SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                return;
            }

            if (error != SocketError.Success)
            {
                throw new SocketException((int)error);
            }

            if (count == 0)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }

            _inCount += count;
            var now = clock();
            var at = 0;
            while (MqttWire.TryRead(_in.AsSpan(at, _inCount - at), out var type, out var body, out var length))
            {
                at += length;
                if (type == MqttWire.PubAck)
                {
                    var id = (ushort)((body[0] << 8) | body[1]);
                    latency.Record((long)((now - _due[id]) * microsecondsPerTick));
                    _free[_freeCount++] = id;
                    if (body.Length > 2 && body[2] >= 0x80)
                    {
                        refused++;
                    }
                    else
                    {
                        acknowledged++;
                    }
                }
                else if (type == MqttWire.Disconnect)
                {
                    throw new InvalidDataException($"The broker disconnected us with reason 0x{(body.IsEmpty ? 0 : body[0]):X2}.");
                }
            }

            _in.AsSpan(at, _inCount - at).CopyTo(_in);
            _inCount -= at;
        }
    }

    public void Dispose() => Socket.Dispose();

    private int ReceiveConnAck(string id)
    {
        var count = 0;
        while (true)
        {
            var received = Socket.Receive(_in.AsSpan(count));
            if (received == 0)
            {
                throw new InvalidDataException($"The broker closed the connection of '{id}' without a CONNACK.");
            }

            count += received;
            if (MqttWire.TryRead(_in.AsSpan(0, count), out var type, out var body, out _))
            {
                return type == MqttWire.ConnAck && body[1] == 0
                    ? MqttWire.ReadReceiveMaximum(body)
                    : throw new InvalidDataException($"The broker refused '{id}' with reason 0x{body[1]:X2}.");
            }
        }
    }
}
