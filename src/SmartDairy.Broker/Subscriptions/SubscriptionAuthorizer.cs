using MQTTnet.Protocol;
using MQTTnet.Server;
using SmartDairy.Broker.Configuration;
using SmartDairy.Broker.Connections;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Topics;
using SmartDairy.History;
using SmartDairy.History.Registry;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Broker.Subscriptions;

/// <summary>
/// A device may subscribe to its own command and configuration topics, a gateway also to those of the devices registered behind it, and
/// both to the alerts of their farm (<see cref="AlertTopicFilter"/>); to nothing else, and not by other wildcards.
/// </summary>
internal sealed class SubscriptionAuthorizer(
    IRegistry registry, LiveConnections connections, ConnectionChangeNotifier changes, MqttOptions settings)
{
    public async Task AuthorizeAsync(InterceptingSubscriptionEventArgs subscription)
    {
        var (code, reason) = await AuthorizeAsync(subscription.ClientId, subscription.TopicFilter.Topic, subscription.CancellationToken)
            .ConfigureAwait(false);
        if (code is { } refused)
        {
            subscription.ProcessSubscription = false;
            subscription.Response.ReasonCode = refused;
            subscription.ReasonString = connections.Find(subscription.ClientId) is { AcceptsReasonStrings: true } ? reason : null;
        }
    }

    /// <summary>Reports a subscription to the actor of its device, which then publishes what it has queued.</summary>
    public Task OnSubscribedAsync(ClientSubscribedTopicEventArgs subscription)
    {
        if (connections.Find(subscription.ClientId) is { Identity: { } identity } connection
            && !AlertTopicFilter.IsAllowedForFarm(identity.FarmId, subscription.TopicFilter.Topic)
            && connection.Subscriptions.TryGetValue(subscription.TopicFilter.Topic, out var device))
        {
            var commands = TopicParser.TryParse(subscription.TopicFilter.Topic, out var topic)
                && (topic.Kind is TopicKind.SensorCommand or TopicKind.ActivityCommand || topic.ConfigType.SequenceEqual("command"));
            changes.Enqueue(device, commands
                ? ConnectionChangeKind.CommandsSubscribed
                : ConnectionChangeKind.ConfigurationSubscribed, connection.ConnectionId);
        }

        return Task.CompletedTask;
    }

    private async ValueTask<(MqttSubscribeReasonCode? Refused, string? Reason)> AuthorizeAsync(
        string clientId, string topic, CancellationToken cancellationToken)
    {
        if (connections.Find(clientId) is not { Identity: { } identity } channel)
        {
            return (MqttSubscribeReasonCode.NotAuthorized, null);
        }

        if (topic.StartsWith("$share/", StringComparison.Ordinal))
        {
            return (MqttSubscribeReasonCode.SharedSubscriptionsNotSupported, "There are no shared subscriptions here.");
        }

        var alerts = AlertTopicFilter.IsAllowedForFarm(identity.FarmId, topic);
        if (!alerts && topic.AsSpan().IndexOfAny('#', '+') >= 0)
        {
            return (
                MqttSubscribeReasonCode.WildcardSubscriptionsNotSupported,
                "Wildcards are for the alerts of the own farm. Subscribe to each command or configuration topic by its name.");
        }

        if (!channel.Subscriptions.ContainsKey(topic) && channel.Subscriptions.Count >= settings.MaxSubscriptions)
        {
            return (MqttSubscribeReasonCode.QuotaExceeded, $"At most {settings.MaxSubscriptions} subscriptions.");
        }

        try
        {
            if ((alerts
                ? identity.Id
                : await FindTopicOwnerAsync(identity.Registration, topic, cancellationToken).ConfigureAwait(false)) is { } owner)
            {
                channel.Subscriptions[topic] = owner;
                return (null, null);
            }
        }
        catch (HistoryUnavailableException)
        {
            return (MqttSubscribeReasonCode.UnspecifiedError, "The registry cannot be read now. Try again later.");
        }

        return (MqttSubscribeReasonCode.NotAuthorized,
            "A device may subscribe to its own command and configuration topics and to the alerts of its farm only.");
    }

    /// <summary>The device that a topic belongs to; null when <paramref name="subscriber"/> may not subscribe to it.</summary>
    private async ValueTask<string?> FindTopicOwnerAsync(DeviceRegistration subscriber, string topic, CancellationToken cancellationToken)
    {
        if (OwnsTopic(subscriber, topic))
        {
            return subscriber.Id;
        }

        if (subscriber.Type != DeviceType.Gateway || !TopicParser.TryParse(topic, out var parsed))
        {
            return null;
        }

        var id = parsed.Id.ToString();
        if (!parsed.DevicePrefix.IsEmpty)
        {
            var place = parsed.DevicePrefix.ToString();
            var found = await registry.ResolvePlacesAsync([place], cancellationToken).ConfigureAwait(false);
            if (!found.TryGetValue(place, out var binding))
            {
                return null;
            }

            id = binding.DeviceId;
        }

        return await registry.FindDeviceAsync(id, cancellationToken).ConfigureAwait(false) is { Registration: var device }
            && device.GatewayId == subscriber.Id && device.FarmId == subscriber.FarmId && OwnsTopic(device, topic) ? device.Id : null;
    }

    private static bool OwnsTopic(DeviceRegistration device, string topic)
        => topic == DeviceTopics.CommandTopic(device) || topic == DeviceTopics.ConfigTopic(device);
}
