using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Formatter;
using MQTTnet.Server;
using SmartDairy.Broker.Configuration;

namespace SmartDairy.Broker.Connections;

/// <summary>Hands connections of Kestrel, over TCP or WebSocket, to the MQTT server.</summary>
internal sealed class DeviceConnectionHandler(
    MqttOptions settings, PublishReceiver publishReceiver, LiveConnections connections, TimeProvider time)
    : ConnectionHandler, IMqttServerAdapter
{
    private const int WriterBuffer = 1024;
    private const int MaxWriterBuffer = 64 * 1024;

    /// <summary>Connections that have not logged in yet, beyond those that may.</summary>
    private const int MaxPendingLogins = 1_024;

    private int _sockets;

    /// <inheritdoc/>
    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        if (connection.Features.Get<ITransferFormatFeature>() is { } transfer)
        {
            transfer.ActiveFormat = TransferFormat.Binary;
        }

        try
        {
            if (Interlocked.Increment(ref _sockets) > settings.MaxConnections + MaxPendingLogins || ClientHandler is not { } handle)
            {
                return;
            }

            var formatter = new MqttPacketFormatterAdapter(new MqttBufferWriter(WriterBuffer, MaxWriterBuffer));
            using var channel = new DeviceConnection(connection, formatter, settings, publishReceiver, connections, time);

            // Kestrel waits for this connection when it stops. The broker ends accepted connections once their publishes are stored.
            using var stop = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested.Register(() =>
            {
                if (!channel.WasAccepted)
                {
                    channel.DisconnectForShutdown();
                }
            });
            try
            {
                await handle(channel).ConfigureAwait(false);
            }
            finally
            {
                connections.OnClosed(channel);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _sockets);
        }
    }

    public Task StartAsync(MqttServerOptions options, IMqttNetLogger logger) => Task.CompletedTask;

    public Task StopAsync() => Task.CompletedTask;

    public void Dispose()
    {
        // Kestrel owns the connections.
    }
}
