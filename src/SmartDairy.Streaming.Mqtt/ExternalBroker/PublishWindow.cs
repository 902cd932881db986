using System.Threading.Channels;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace SmartDairy.Streaming.Mqtt.ExternalBroker;

/// <summary>The publishes under way on one connection: a packet id each, no more at a time than the broker takes.</summary>
internal sealed class PublishWindow
{
    private const int MaxInFlight = 64;
    private readonly BrokerConnection _connection;
    private readonly Lock _gate = new();
    private readonly Channel<int> _freeSlots = Channel.CreateUnbounded<int>();
    private readonly TaskCompletionSource?[] _pending;
    private string? _closeReason;

    public PublishWindow(BrokerConnection connection)
    {
        _connection = connection;
        var size = connection.ConnAck.ReceiveMaximum is var most and > 0 and < MaxInFlight ? most : MaxInFlight;
        _pending = new TaskCompletionSource?[size];
        for (var slot = 0; slot < size; slot++)
        {
            _freeSlots.Writer.TryWrite(slot);
        }
    }

    public bool IsOpen => Volatile.Read(ref _closeReason) is null && !_connection.IsClosed;

    /// <summary>Publishes; completes when the broker has taken it over, at QoS 0 when it is on its way.</summary>
    /// <returns>False: the connection had ended, and nothing was sent.</returns>
    /// <exception cref="IOException">The broker refused it, or the connection broke before its answer: it may or may not have taken
    /// it.</exception>
    public async Task<bool> TryPublishAsync(MqttPublishPacket packet, CancellationToken cancellationToken)
    {
        if (packet.QualityOfServiceLevel == MqttQualityOfServiceLevel.AtMostOnce)
        {
            _connection.Send(packet);
            return IsOpen;
        }

        if (await AcquireSlotAsync(cancellationToken).ConfigureAwait(false) is not { } slot)
        {
            return false;
        }

        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (!IsOpen)
            {
                return false;
            }

            _pending[slot] = answer;
        }

        packet.PacketIdentifier = (ushort)(slot + 1);
        _connection.Send(packet);
        try
        {
            await answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            // The broker may answer yet, so the packet id cannot be used again: this connection is of no more use.
            _connection.Fail("the broker did not answer a publish in time");
            throw;
        }
    }

    /// <summary>Takes an answer of the broker.</summary>
    public void HandleAcknowledgement(MqttPacket packet)
    {
        switch (packet)
        {
            case MqttPubAckPacket answer:
                CompletePublish(answer.PacketIdentifier, answer.ReasonCode, (byte)answer.ReasonCode, answer.ReasonString);
                break;
            case MqttPubRecPacket { ReasonCode: < (MqttPubRecReasonCode)0x80 } received:
                _connection.Send(new MqttPubRelPacket { PacketIdentifier = received.PacketIdentifier });
                break;
            case MqttPubRecPacket refused:
                CompletePublish(refused.PacketIdentifier, refused.ReasonCode, (byte)refused.ReasonCode, refused.ReasonString);
                break;
            case MqttPubCompPacket complete:
                CompletePublish(complete.PacketIdentifier, complete.ReasonCode, (byte)complete.ReasonCode, complete.ReasonString);
                break;
        }
    }

    /// <summary>Fails what is under way.</summary>
    public void FailPending(string reason)
    {
        TaskCompletionSource?[] pending;
        lock (_gate)
        {
            _closeReason ??= reason;
            pending = [.. _pending];
        }

        _freeSlots.Writer.TryComplete();

        foreach (var answer in pending)
        {
            answer?.TrySetException(new IOException($"The connection broke before the broker answered: {reason}"));
        }
    }

    private void CompletePublish(ushort packetId, Enum reason, byte code, string? text)
    {
        TaskCompletionSource? answer;
        lock (_gate)
        {
            if (packetId < 1 || packetId > _pending.Length)
            {
                return;
            }

            (answer, _pending[packetId - 1]) = (_pending[packetId - 1], null);
        }

        if (answer is null)
        {
            return;
        }

        _freeSlots.Writer.TryWrite(packetId - 1);

        if (code < 0x80)
        {
            answer.TrySetResult();
        }
        else
        {
            answer.TrySetException(
                new IOException($"The broker refused the message: {BrokerConnection.DescribeReasonCode(reason, code, text)}."));
        }
    }

    /// <summary>A packet id that is free; null when the connection ended.</summary>
    private async ValueTask<int?> AcquireSlotAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _freeSlots.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            return null;
        }
    }
}
