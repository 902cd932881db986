using System.Buffers.Binary;
using MQTTnet.Packets;
using SmartDairy.Streaming.Mqtt.ExternalBroker;
using Xunit;

namespace SmartDairy.Streaming.Mqtt.Tests;

/// <summary>A device that publishes as fast as the broker takes it, and knows what the broker acknowledged.</summary>
internal sealed class TestPublisher(Uri broker, string id = "publisher")
{
    private readonly MqttBrokerOptions _options = new() { Broker = broker };

    /// <summary>Topics that the broker acknowledged.</summary>
    public List<string> Acknowledged { get; } = [];

    /// <summary>Publishes a message a topic at QoS 1, as many under way as the broker allows; returns when all are acknowledged.</summary>
    /// <exception cref="IOException">The connection broke; <see cref="Acknowledged"/> has what was acknowledged.</exception>
    public async Task PublishAsync(IEnumerable<string> topics, byte qualityOfService = 1, bool retain = false, int payloadBytes = 8)
    {
        var connect = new MqttConnectPacket { ClientId = id, CleanSession = true };
        await using var connection = await BrokerConnection.OpenAsync(
            _options, connect, null, TimeProvider.System, static () => { }, TestContext.Current.CancellationToken);
        var window = connection.ConnAck.ReceiveMaximum is var most and > 0 ? Math.Min((int)most, 5_000) : 5_000;
        var underWay = new Dictionary<ushort, string>();
        var payload = new byte[payloadBytes];
        ushort next = 0;
        foreach (var topic in topics)
        {
            while (underWay.Count >= window)
            {
                await ReadAsync(connection, underWay);
            }

            do
            {
                next = next == ushort.MaxValue ? (ushort)1 : (ushort)(next + 1);
            }
            while (!underWay.TryAdd(next, topic));
            connection.Send(new MqttPublishPacket
            {
                Topic = topic,
                Payload = new System.Buffers.ReadOnlySequence<byte>(payload),
                PacketIdentifier = next,
                QualityOfServiceLevel = (MQTTnet.Protocol.MqttQualityOfServiceLevel)qualityOfService,
                Retain = retain,
            });
            if (qualityOfService == 0)
            {
                underWay.Clear();
            }
        }

        while (underWay.Count > 0)
        {
            await ReadAsync(connection, underWay);
        }

        await connection.CloseAsync(TimeSpan.FromMilliseconds(1));
    }

    private async Task ReadAsync(BrokerConnection connection, Dictionary<ushort, string> underWay)
    {
        while (connection.TryRead(out var frame))
        {
            var packetId = frame.Body.Count >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(frame.Body) : (ushort)0;
            switch (frame.Type)
            {
                case 4 or 7 when underWay.Remove(packetId, out var topic):
                    Acknowledged.Add(topic);
                    break;
                case 5:
                    connection.Send(new MqttPubRelPacket { PacketIdentifier = packetId });
                    break;
                case 14:
                    throw new IOException("the broker disconnected the publisher");
            }
        }

        if (underWay.Count > 0 && !await connection.FillAsync(TestContext.Current.CancellationToken))
        {
            throw new IOException("the broker closed the publisher's connection");
        }
    }
}
