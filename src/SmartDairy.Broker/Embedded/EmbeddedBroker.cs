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
/// Runs the MQTT server from the moment the silo is ready, before Kestrel listens, until every received publish is settled.
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

        // Kestrel stops first and waits for its connections to end, so the drain begins with the stopping.
        lifetime.ApplicationStopping.Register(() => _drained = DrainAsync());
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _drained.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await server.StopAsync(new MqttServerStopOptions()).ConfigureAwait(false);
    }

    /// <summary>Stops receiving, waits until the received publishes are settled, then ends the connections.</summary>
    private async Task DrainAsync()
    {
        connections.IsClosed = true;
        live.IsStopping = true;
        var began = time.GetTimestamp();
        foreach (var connection in live.All)
        {
            connection.StopReading();
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

        foreach (var connection in live.All)
        {
            connection.DisconnectForShutdown();
        }
    }

    private int CountUnsettled()
    {
        var sum = 0;
        foreach (var connection in live.All)
        {
            sum += connection.UnsettledCount;
        }

        return sum;
    }
}
