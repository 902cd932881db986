using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MQTTnet.Server;
using SmartDairy.Broker.Authentication;
using SmartDairy.Broker.Configuration;
using SmartDairy.Broker.Connections;
using SmartDairy.Broker.Publishing;
using SmartDairy.Broker.Subscriptions;

namespace SmartDairy.Broker.Embedded;

/// <summary>
/// Runs the MQTT server: from when the silo is ready, which is before Kestrel listens, until everything it took is settled.
/// </summary>
internal sealed class EmbeddedBroker(
    MqttServer server,
    ConnectionValidator connections,
    SubscriptionAuthorizer subscriptions,
    WillHandler wills,
    LiveConnections live,
    EmbeddedBrokerEndpoint endpoint,
    MqttOptions settings,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<EmbeddedBroker> logger) : IHostedService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private Task _drained = Task.CompletedTask;

    public bool IsListening => server.IsStarted && endpoint.Port != 0 && !connections.IsClosed;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        server.ValidatingConnectionAsync += connections.ValidateAsync;
        server.InterceptingSubscriptionAsync += subscriptions.AuthorizeAsync;
        server.ClientSubscribedTopicAsync += subscriptions.OnSubscribedAsync;
        server.InterceptingPublishAsync += wills.HandleAsync;
        await server.StartAsync().ConfigureAwait(false);
        lifetime.ApplicationStarted.Register(() => logger.BrokerListens(endpoint.Port));

        // Kestrel stops first and waits for its connections to end: they are let go as soon as stopping begins.
        lifetime.ApplicationStopping.Register(() => _drained = DrainAsync());
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _drained.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await server.StopAsync(new MqttServerStopOptions()).ConfigureAwait(false);
    }

    /// <summary>Takes no more, waits for what was taken, then ends the connections.</summary>
    private async Task DrainAsync()
    {
        connections.IsClosed = true;
        live.IsStopping = true;
        var began = time.GetTimestamp();
        foreach (var channel in live.All)
        {
            channel.StopReading();
        }

        while (CountUnsettled() > 0 && time.GetElapsedTime(began).TotalSeconds < settings.DrainSeconds)
        {
            await Task.Delay(PollInterval, time).ConfigureAwait(false);
        }

        if (CountUnsettled() is > 0 and var left)
        {
            logger.StoppedUndrained(left);
        }
        else
        {
            logger.Stopped();
        }

        foreach (var channel in live.All)
        {
            channel.DisconnectForShutdown();
        }
    }

    private int CountUnsettled()
    {
        var sum = 0;
        foreach (var channel in live.All)
        {
            sum += channel.UnsettledCount;
        }

        return sum;
    }
}
