using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Connections.Features;
using MQTTnet.Adapter;
using MQTTnet.AspNetCore;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using SmartDairy.Broker.Configuration;
using SmartDairy.Broker.Packets;

namespace SmartDairy.Broker.Connections;

/// <summary>
/// One connection of a device, between its socket and the MQTT server. Publishes never reach the server, which would handle one at a time
/// and acknowledge it before it is stored: they leave through <see cref="PublishReceiver"/> here, many at once.
/// </summary>
internal sealed class DeviceConnection : IMqttChannelAdapter
{
    /// <summary>A packet identifier of 0 is never in use, so the server looks it up in vain; what counts is that it saw a packet.</summary>
    private static readonly MqttPubAckPacket KeepAlivePacket = new() { PacketIdentifier = 0 };

    private const int ReadsBeforeYield = 16;
    private static readonly TimeSpan KeepAlivePacketInterval = TimeSpan.FromMilliseconds(400);
    private static long _lastId;

    private readonly ConnectionContext _connection;
    private readonly PipeReader _input;
    private readonly MqttOptions _settings;
    private readonly PublishReceiver _publishReceiver;
    private readonly LiveConnections _connections;
    private readonly TimeProvider _time;
    private readonly TopicAliases _aliases;
    private readonly SemaphoreSlim _receiveWindow;
    private Task? _blockedPublish;
    private long _lastActivity;
    private int _unsettled;
    private int _ended;
    private bool _stopped;
    private bool _disconnectedNormally;

    public DeviceConnection(
        ConnectionContext connection,
        MqttPacketFormatterAdapter formatter,
        MqttOptions settings,
        PublishReceiver publishReceiver,
        LiveConnections connections,
        TimeProvider time)
    {
        _connection = connection;
        _input = connection.Transport.Input;
        _settings = settings;
        _publishReceiver = publishReceiver;
        _connections = connections;
        _time = time;
        _aliases = new TopicAliases(settings.TopicAliasMaximum);
        _receiveWindow = new SemaphoreSlim(settings.ReceiveMaximum);
        PacketFormatterAdapter = formatter;
        Writer = new DevicePacketWriter(connection.Transport.Output, formatter, connection.Abort);
        ConnectionId = Interlocked.Increment(ref _lastId);
        _lastActivity = time.GetTimestamp();
        var http = connection.Features.Get<IHttpContextFeature>()?.HttpContext;
        RemoteEndPoint = connection.RemoteEndPoint
            ?? (http?.Connection.RemoteIpAddress is { } address ? new IPEndPoint(address, http.Connection.RemotePort) : null);
    }

    /// <summary>Unique in this process.</summary>
    public long ConnectionId { get; }

    public DevicePacketWriter Writer { get; }

    /// <summary>The device; null until its credentials were checked.</summary>
    public DeviceIdentity? Identity { get; set; }

    /// <summary>The CONNECT packet; null until it arrived.</summary>
    public MqttConnectPacket? ConnectPacket { get; private set; }

    /// <summary>The subscribed topics, each with the device it belongs to; changed by one packet at a time.</summary>
    public Dictionary<string, string> Subscriptions { get; } = new(StringComparer.Ordinal);

    public bool IsVersion5 => PacketFormatterAdapter.ProtocolVersion == MqttProtocolVersion.V500;

    /// <summary>False when the client asked for bare reason codes, or takes only small packets.</summary>
    public bool AcceptsReasonStrings => ConnectPacket is { RequestProblemInformation: true } and { MaximumPacketSize: 0 or >= 256 };

    /// <summary>True when the device ended the connection itself, in the orderly way.</summary>
    public bool DisconnectedNormally => _disconnectedNormally;

    /// <summary>True once the connection was accepted.</summary>
    public bool WasAccepted { get; private set; }

    /// <summary>Publishes received and not settled.</summary>
    public int UnsettledCount => Volatile.Read(ref _unsettled);

    public MqttPacketFormatterAdapter PacketFormatterAdapter { get; }

    public EndPoint? RemoteEndPoint { get; }

    public EndPoint? LocalEndPoint => _connection.LocalEndPoint;

    public X509Certificate2? ClientCertificate => _connection.Features.Get<ITlsHandshakeFeature>() is null ? null
        : _connection.Features.Get<Microsoft.AspNetCore.Http.Features.ITlsConnectionFeature>()?.ClientCertificate;

    public bool IsSecureConnection => _connection.Features.Get<ITlsHandshakeFeature>() is not null;

    public long BytesReceived { get; private set; }

    public long BytesSent => 0;

    public Task ConnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void ResetStatistics() => BytesReceived = 0;

    public void Dispose()
    {
        // A publish may be settled later and then releases the semaphore, which holds no handle to free.
    }

    /// <inheritdoc/>
    public Task DisconnectAsync(CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _ended, 1);
        Writer.Complete();
        _input.Complete();
        return Task.CompletedTask;
    }

    /// <summary>Ends the connection, with the reason where the version of MQTT can carry it.</summary>
    public void Disconnect(MqttDisconnectReasonCode code, string reason)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            return;
        }

        if (IsVersion5 && WasAccepted)
        {
            Writer.Enqueue(new MqttDisconnectPacket { ReasonCode = code, ReasonString = AcceptsReasonStrings ? reason : null });
        }

        _input.CancelPendingRead();
    }

    public void DisconnectForShutdown() => Disconnect(MqttDisconnectReasonCode.ServerShuttingDown, "The broker is shutting down.");

    /// <summary>Stops reading: the device keeps what is not acknowledged and publishes it again when it next connects.</summary>
    public void StopReading()
    {
        Volatile.Write(ref _stopped, true);
        _input.CancelPendingRead();
    }

    /// <summary>Frees the place of a settled publish in the receive window.</summary>
    public void OnPublishSettled()
    {
        Interlocked.Decrement(ref _unsettled);
        _receiveWindow.Release();
    }

    /// <inheritdoc/>
    public async Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        if (packet is MqttConnAckPacket answer)
        {
            SetConnAckLimits(answer);
            await Writer.SendAsync(packet).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (answer.ReasonCode == MqttConnectReasonCode.Success && Identity is not null)
            {
                WasAccepted = true;
                _connections.OnOpened(this);
            }

            return;
        }

        await Writer.SendAsync(packet).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<MqttPacket?> ReceivePacketAsync(CancellationToken cancellationToken)
    {
        for (var reads = 1; ; reads++)
        {
            if (reads % ReadsBeforeYield == 0)
            {
                // A sender whose bytes are always there already must not keep this thread from the others.
                await Task.Yield();
            }

            if (_blockedPublish is { } blocked)
            {
                if (!await WaitForPublishAsync(blocked, cancellationToken).ConfigureAwait(false))
                {
                    return KeepAlivePacket;
                }

                _blockedPublish = null;
            }

            if (_time.GetElapsedTime(_lastActivity) > KeepAlivePacketInterval && Identity is not null)
            {
                // The server drops a connection that is silent for its keep-alive time, and it sees no publish.
                _lastActivity = _time.GetTimestamp();
                return KeepAlivePacket;
            }

            var read = await _input.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (Volatile.Read(ref _ended) != 0)
            {
                return null;
            }

            if (Volatile.Read(ref _stopped))
            {
                _input.AdvanceTo(read.Buffer.Start, read.Buffer.Start);
                await WaitForDisconnectAsync(cancellationToken).ConfigureAwait(false);
                return null;
            }

            var rest = read.Buffer;
            var packet = DecodeNext(ref rest, out var complete);
            _input.AdvanceTo(rest.Start, complete ? rest.Start : rest.End);
            if (packet is not null)
            {
                _lastActivity = _time.GetTimestamp();
                return packet;
            }

            if (Volatile.Read(ref _ended) != 0 || (!complete && read.IsCompleted))
            {
                return null;
            }
        }
    }

    /// <summary>Completes after <see cref="Disconnect"/>; throws when the server cancels the read.</summary>
    private async Task WaitForDisconnectAsync(CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref _ended) == 0)
        {
            await Task.Delay(KeepAlivePacketInterval / 10, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Handles the publishes at the start of the buffer, up to a packet for the server or a publish that has to wait.
    /// </summary>
    /// <param name="complete">False when what is left is the beginning of a packet, or nothing.</param>
    private MqttPacket? DecodeNext(ref ReadOnlySequence<byte> rest, out bool complete)
    {
        complete = true;
        while (_blockedPublish is null)
        {
            var announced = PacketLengthReader.ReadLength(rest);
            if (announced > _settings.MaxPacketBytes)
            {
                Disconnect(MqttDisconnectReasonCode.PacketTooLarge, "The packet is larger than the CONNACK allowed.");
                return null;
            }

            if (announced is not { } length || length > rest.Length)
            {
                complete = false;
                return null;
            }

            if (!PacketFormatterAdapter.TryDecode(rest, out var packet, out var consumed, out _, out var received))
            {
                complete = false;
                return null;
            }

            BytesReceived += received;
            rest = rest.Slice(consumed);
            if (packet is MqttPublishPacket publish && Identity is { } sender)
            {
                HandlePublish(publish, sender);
                if (Volatile.Read(ref _ended) != 0)
                {
                    return null;
                }

                continue;
            }

            return Inspect(packet);
        }

        return null;
    }

    private MqttPacket Inspect(MqttPacket packet)
    {
        switch (packet)
        {
            case MqttConnectPacket connect when ConnectPacket is null:
                // MQTT 3.1.1 lets a client go without an identifier if it wants no session; the server lets only MQTT 5 clients.
                if (string.IsNullOrEmpty(connect.ClientId) && connect.CleanSession && !IsVersion5)
                {
                    connect.ClientId = connect.Username;
                }

                ConnectPacket = connect;
                break;
            case MqttDisconnectPacket disconnect:
                _disconnectedNormally = disconnect.ReasonCode == MqttDisconnectReasonCode.NormalDisconnection;
                break;
            case MqttSubscribePacket subscribe:
                SubscribePackets.UseLowestQualityOfService(subscribe);
                break;
        }

        return packet;
    }

    private void HandlePublish(MqttPublishPacket packet, DeviceIdentity sender)
    {
        if (_aliases.Resolve(packet.Topic, packet.TopicAlias) is not { } topic)
        {
            Disconnect(packet.TopicAlias == 0 ? MqttDisconnectReasonCode.ProtocolError : MqttDisconnectReasonCode.TopicAliasInvalid,
                "The publish names no topic: its topic alias is too high or was never set.");
            return;
        }

        // The decoder made this array for this packet alone: there is no need for another copy.
        var payload = packet.Payload.IsSingleSegment ? packet.Payload.First : packet.Payload.ToArray();
        var publish = new DevicePublish(topic, payload, sender, packet.QualityOfServiceLevel, packet.PacketIdentifier, this);
        if (packet.QualityOfServiceLevel == MqttQualityOfServiceLevel.AtMostOnce)
        {
            _ = _publishReceiver(publish with { PacketIdentifier = 0 });
            return;
        }

        if (_receiveWindow.Wait(0))
        {
            Interlocked.Increment(ref _unsettled);
            var queued = _publishReceiver(publish);
            if (!queued.IsCompletedSuccessfully)
            {
                _blockedPublish = queued.AsTask();
            }

            return;
        }

        _blockedPublish = HandleWhenWindowAllowsAsync(publish);
    }

    private async Task HandleWhenWindowAllowsAsync(DevicePublish publish)
    {
        await _receiveWindow.WaitAsync(_connection.ConnectionClosed).ConfigureAwait(false);
        Interlocked.Increment(ref _unsettled);
        await _publishReceiver(publish).ConfigureAwait(false);
    }

    /// <summary>Waits for a blocked publish; false when the server needs a sign of life before it is queued.</summary>
    private async ValueTask<bool> WaitForPublishAsync(Task blocked, CancellationToken cancellationToken)
    {
        try
        {
            await blocked.WaitAsync(KeepAlivePacketInterval, _time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Sets the limits of this broker in the answer to the client; the server's own answer promises more.</summary>
    private void SetConnAckLimits(MqttConnAckPacket answer)
    {
        answer.ReceiveMaximum = (ushort)_settings.ReceiveMaximum;
        answer.MaximumPacketSize = (uint)_settings.MaxPacketBytes;
        answer.TopicAliasMaximum = (ushort)_settings.TopicAliasMaximum;
        answer.RetainAvailable = false;
        answer.SharedSubscriptionAvailable = false;
        answer.WildcardSubscriptionAvailable = true;
        if (!AcceptsReasonStrings)
        {
            answer.ReasonString = null;
        }
    }
}
