using System.Net.Sockets;
using MQTTnet.Adapter;
using MQTTnet.Formatter;
using MQTTnet.Formatter.V5;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace SmartDairy.Streaming.Mqtt.ExternalBroker;

/// <summary>
/// One MQTT 5 connection to the broker, from the handshake to its end. Its owner reads it, in one loop, and stops reading when it has
/// enough; writing is gathered. A connection that went dead is found in about its keep-alive time, also while nobody reads it.
/// </summary>
internal sealed class BrokerConnection : IAsyncDisposable
{
    private static readonly byte[] PingRequest = [0xC0, 0];
    private static readonly byte[] Disconnect = [0xE0, 0];

    private readonly MqttV5PacketFormatter _formatter = new(new MqttBufferWriter(1024, 64 * 1024));
    private readonly TaskCompletionSource _readingCompleted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Socket _socket;
    private readonly Stream _stream;
    private readonly FrameReader _reader;
    private readonly BrokerPacketWriter _writer;
    private readonly TimeProvider _clock;
    private readonly Action _onClosed;
    private TimeSpan _keepAlive;
    private ITimer? _pings;
    private long _lastReceivedAt;
    private volatile bool _isPaused;
    private volatile Phase _phase;
    private string? _failure;

    private BrokerConnection(Socket socket, Stream stream, MqttBrokerOptions options, TimeProvider clock, Action ended)
    {
        _socket = socket;
        _stream = stream;
        _clock = clock;
        _onClosed = ended;
        _keepAlive = options.KeepAlive;
        _reader = new FrameReader(stream, options.MaxPacketBytes);
        _writer = new BrokerPacketWriter(stream, exception => Fail($"writing failed: {exception.Message}"));
    }

    private enum Phase
    {
        Open,
        Draining,
        Closing,
        Closed,
    }

    /// <summary>How the broker answered.</summary>
    public MqttConnAckPacket ConnAck { get; private set; } = new();

    /// <summary>Why this end gave the connection up, in a sentence; null if it did not.</summary>
    public string? FailureReason => Volatile.Read(ref _failure);

    /// <summary>Whether this end gave it up because the broker said nothing any more.</summary>
    public bool KeepAliveTimedOut { get; private set; }

    /// <summary>Whether something was acknowledged by it.</summary>
    public bool HasAcknowledged { get; private set; }

    /// <summary>Nothing more is wanted from it: what still comes is for the session's next connection.</summary>
    public bool IsClosing => _phase >= Phase.Closing;

    public bool IsDraining => _phase == Phase.Draining;

    public bool IsClosed => _phase == Phase.Closed;

    /// <summary>Set while the owner does not read. Silence means nothing then: the answers to pings lie behind what is not read.</summary>
    public bool IsPaused
    {
        get => _isPaused;
        set
        {
            Volatile.Write(ref _lastReceivedAt, _clock.GetTimestamp());
            _isPaused = value;
        }
    }

    /// <summary>Connects, shakes hands, and has the broker accept.</summary>
    /// <param name="options">Where to, and with what.</param>
    /// <param name="connect">The CONNECT packet; this method adds what all connections share.</param>
    /// <param name="firstPacket">What goes with it, before the broker answers; null: nothing. Its own answer is for the reader.</param>
    /// <param name="clock">Measures the timeout and the keep-alive.</param>
    /// <param name="onClosed">Told when the connection ended on this side, from any thread: a reader that stands still goes on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The broker refused; the message says why.</exception>
    /// <exception cref="TimeoutException">It took longer than <see cref="MqttBrokerOptions.ConnectTimeout"/>.</exception>
    public static async Task<BrokerConnection> OpenAsync(
        MqttBrokerOptions options, MqttConnectPacket connect, MqttPacket? firstPacket, TimeProvider clock, Action onClosed,
        CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.ConnectTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var socket = BrokerSocket.Create(options.KeepAlive);
        BrokerConnection? connection = null;
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, either.Token).ConfigureAwait(false);
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            if (options.UsesTls)
            {
                stream = await BrokerTls.AuthenticateAsync(stream, options, either.Token).ConfigureAwait(false);
            }

            connection = new BrokerConnection(socket, stream, options, clock, onClosed);
            await connection.HandshakeAsync(options, connect, firstPacket, either.Token).ConfigureAwait(false);
            return connection;
        }
        catch (Exception exception)
        {
            socket.Dispose();
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }

            if (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"no answer within {options.ConnectTimeout}", exception);
            }

            throw;
        }
    }

    /// <summary>The next packet that has arrived as a whole; valid until <see cref="FillAsync"/>.</summary>
    public bool TryRead(out MqttFrame frame) => _reader.TryRead(out frame);

    /// <summary>Waits for more; false when the broker closed the connection.</summary>
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken = default)
    {
        var any = await _reader.FillAsync(cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _lastReceivedAt, _clock.GetTimestamp());
        return any;
    }

    public MqttPacket Decode(MqttFrame frame)
    {
        lock (_formatter)
        {
            return _formatter.Decode(new ReceivedMqttPacket(frame.Header, frame.Body, frame.Body.Count + 2));
        }
    }

    /// <summary>Has a packet written soon.</summary>
    public void Send(MqttPacket packet)
    {
        lock (_formatter)
        {
            _writer.Write(_formatter.Encode(packet).Join());
        }
    }

    /// <summary>PUBACK or PUBREC; at QoS 0 nothing. The broker forgets the message whatever the reason.</summary>
    public void Acknowledge(byte qualityOfService, ushort packetId, MqttSettlement outcome)
    {
        HasAcknowledged = true;
        if (qualityOfService > 0)
        {
            WriteAcknowledgement((byte)(qualityOfService == 1 ? 0x40 : 0x50), packetId, ReasonCode(outcome));
        }
    }

    /// <summary>PUBCOMP, the last word of a QoS 2 message.</summary>
    public void SendPubComp(ushort packetId) => WriteAcknowledgement(0x70, packetId, 0);

    /// <summary>No more shall be read, since the connection will be closed soon. False if that is so already.</summary>
    public bool TryBeginDrain()
    {
        lock (_readingCompleted)
        {
            if (_phase != Phase.Open)
            {
                return false;
            }

            _phase = Phase.Draining;
            return true;
        }
    }

    /// <summary>
    /// Says goodbye: what was acknowledged goes out, then DISCONNECT; the session stays. Waits until the reader met the end, as closing
    /// before would reset the connection and might take the last acknowledgements with it.
    /// </summary>
    public async Task CloseAsync(TimeSpan limit)
    {
        lock (_readingCompleted)
        {
            if (_phase >= Phase.Closing)
            {
                return;
            }

            _phase = Phase.Closing;
        }

        _onClosed();
        try
        {
            _writer.Write(Disconnect);
            await _writer.WaitForFlushAsync().WaitAsync(limit, _clock).ConfigureAwait(false);
            _socket.Shutdown(SocketShutdown.Send);
            await _readingCompleted.Task.WaitAsync(limit, _clock).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or SocketException or ObjectDisposedException)
        {
            // The broker does not answer, or left first.
        }

        Terminate();
    }

    /// <summary>Gives the connection up.</summary>
    public void Fail(string reason)
    {
        if (!IsClosing)
        {
            Interlocked.CompareExchange(ref _failure, reason, null);
        }

        Terminate();
    }

    /// <summary>The owner's reading is over.</summary>
    public void CompleteReading() => _readingCompleted.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        CompleteReading();
        Terminate();
        await _stream.DisposeAsync().ConfigureAwait(false);
    }

    private static byte ReasonCode(MqttSettlement outcome)
        => (byte)(outcome == MqttSettlement.PacketTooLarge ? MqttSettlement.QuotaExceeded : outcome);

    private void WriteAcknowledgement(byte header, ushort packetId, byte reason)
    {
        ReadOnlySpan<byte> packet = reason == 0
            ? [header, 2, (byte)(packetId >> 8), (byte)packetId]
            : [header, 3, (byte)(packetId >> 8), (byte)packetId, reason];
        _writer.Write(packet);
    }

    private async Task HandshakeAsync(
        MqttBrokerOptions options, MqttConnectPacket connect, MqttPacket? next, CancellationToken cancellationToken)
    {
        connect.Username = options.UserName;
        connect.Password = options.Password is null ? null : System.Text.Encoding.UTF8.GetBytes(options.Password);
        connect.KeepAlivePeriod = (ushort)options.KeepAlive.TotalSeconds;
        connect.MaximumPacketSize = (uint)options.MaxPacketBytes;
        connect.RequestProblemInformation = true;
        Send(connect);
        if (next is not null)
        {
            Send(next);
        }

        MqttFrame frame;
        while (!_reader.TryRead(out frame))
        {
            if (!await FillAsync(cancellationToken).ConfigureAwait(false))
            {
                throw new IOException("the broker closed the connection instead of answering");
            }
        }

        ConnAck = Decode(frame) as MqttConnAckPacket
            ?? throw new InvalidDataException("the broker answered with something other than CONNACK");
        if (ConnAck.ReasonCode != MqttConnectReasonCode.Success)
        {
            throw new IOException(
                $"the broker refused the connection: {DescribeReasonCode(ConnAck.ReasonCode, (byte)ConnAck.ReasonCode, ConnAck.ReasonString)}");
        }

        if (ConnAck.ServerKeepAlive > 0)
        {
            _keepAlive = TimeSpan.FromSeconds(ConnAck.ServerKeepAlive);
        }

        var period = _keepAlive / 3;
        _pings = _clock.CreateTimer(static state => ((BrokerConnection)state!).Ping(), this, period, period);
    }

    /// <summary>A reason code with what the broker said about it.</summary>
    public static string DescribeReasonCode(Enum reason, byte code, string? text) =>
        string.IsNullOrEmpty(text) ? $"{reason} (0x{code:X2})" : $"{reason} (0x{code:X2}), {text}";

    private void Ping()
    {
        // In any case, not only when nothing else was sent: acknowledgements may be what the broker's silence is about.
        _writer.Write(PingRequest);
        if (!_isPaused && _clock.GetElapsedTime(Volatile.Read(ref _lastReceivedAt)) > _keepAlive)
        {
            KeepAliveTimedOut = true;
            Fail($"nothing was heard from the broker for {_keepAlive}");
        }
    }

    private void Terminate()
    {
        lock (_readingCompleted)
        {
            if (_phase == Phase.Closed)
            {
                return;
            }

            _phase = Phase.Closed;
        }

        _pings?.Dispose();
        _socket.Dispose();
        _onClosed();
    }
}
