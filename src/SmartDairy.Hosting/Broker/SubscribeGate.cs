using MQTTnet.Packets;
using MQTTnet.Protocol;
using MQTTnet.Server;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Topics;
using SmartDairy.History;
using SmartDairy.History.Registry;
using SmartDairy.Hosting.Settings;

namespace SmartDairy.Hosting.Broker;

/// <summary>
/// A device may subscribe to its own command and configuration topics, a gateway also to those of the devices registered behind it, and both to the alerts of
/// their farm (<see cref="AlertFilters"/>); to nothing else, and not by other wildcards.
/// </summary>
internal sealed class SubscribeGate(IRegistry registry, LiveConnections live, ConnectionEvents events, MqttSettings settings)
{
    /// <summary>
    /// The server answers a SUBSCRIBE in the order of its filters' quality of service, not in theirs: with one quality for all of them the
    /// answers are where the client looks for them. Lower than asked for is allowed, higher is not.
    /// </summary>
    public static void LevelOut(MqttSubscribePacket subscribe)
    {
        var least = MqttQualityOfServiceLevel.ExactlyOnce;
        foreach (var filter in subscribe.TopicFilters)
        {
            least = filter.QualityOfServiceLevel < least ? filter.QualityOfServiceLevel : least;
        }

        foreach (var filter in subscribe.TopicFilters)
        {
            filter.QualityOfServiceLevel = least;
        }
    }

    public async Task JudgeAsync(InterceptingSubscriptionEventArgs subscription)
    {
        var (code, reason) = await JudgeAsync(subscription.ClientId, subscription.TopicFilter.Topic, subscription.CancellationToken).ConfigureAwait(false);
        if (code is { } refused)
        {
            subscription.ProcessSubscription = false;
            subscription.Response.ReasonCode = refused;
            subscription.ReasonString = live.Find(subscription.ClientId) is { WantsReasons: true } ? reason : null;
        }
    }

    /// <summary>A subscription stands: what is queued for the device can go out.</summary>
    public Task SubscribedAsync(ClientSubscribedTopicEventArgs subscription)
    {
        if (live.Find(subscription.ClientId) is { Identity: { } identity } channel && !AlertFilters.IsFor(identity.FarmId, subscription.TopicFilter.Topic) && channel.Subscriptions.TryGetValue(subscription.TopicFilter.Topic, out var device))
        {
            var commands = Topic.TryParse(subscription.TopicFilter.Topic, out var topic)
                && (topic.Kind is TopicKind.SensorCommand or TopicKind.ActivityCommand || topic.ConfigType.SequenceEqual("command"));
            events.Report(device, commands ? ConnectionChangeKind.Listening : ConnectionChangeKind.Configurable, channel.ConnectionId);
        }

        return Task.CompletedTask;
    }

    private async ValueTask<(MqttSubscribeReasonCode? Refused, string? Reason)> JudgeAsync(string clientId, string topic, CancellationToken cancellation)
    {
        if (live.Find(clientId) is not { Identity: { } identity } channel)
        {
            return (MqttSubscribeReasonCode.NotAuthorized, null);
        }

        if (topic.StartsWith("$share/", StringComparison.Ordinal))
        {
            return (MqttSubscribeReasonCode.SharedSubscriptionsNotSupported, "There are no shared subscriptions here.");
        }

        var alerts = AlertFilters.IsFor(identity.FarmId, topic);
        if (!alerts && topic.AsSpan().IndexOfAny('#', '+') >= 0)
        {
            return (MqttSubscribeReasonCode.WildcardSubscriptionsNotSupported, "Wildcards are for the alerts of the own farm. Subscribe to each command or configuration topic by its name.");
        }

        if (!channel.Subscriptions.ContainsKey(topic) && channel.Subscriptions.Count >= settings.MaxSubscriptions)
        {
            return (MqttSubscribeReasonCode.QuotaExceeded, $"At most {settings.MaxSubscriptions} subscriptions.");
        }

        try
        {
            if ((alerts ? identity.Id : await OwnerAsync(identity.Registration, topic, cancellation).ConfigureAwait(false)) is { } owner)
            {
                channel.Subscriptions[topic] = owner;
                return (null, null);
            }
        }
        catch (HistoryUnavailableException)
        {
            return (MqttSubscribeReasonCode.UnspecifiedError, "The registry cannot be read now. Try again later.");
        }

        return (MqttSubscribeReasonCode.NotAuthorized, "A device may subscribe to its own command and configuration topics and to the alerts of its farm only.");
    }

    /// <summary>The device whose topic this is, if <paramref name="asking"/> may listen to it.</summary>
    private async ValueTask<string?> OwnerAsync(DeviceRegistration asking, string topic, CancellationToken cancellation)
    {
        if (IsFor(asking, topic))
        {
            return asking.Id;
        }

        if (asking.Type != DeviceType.Gateway || !Topic.TryParse(topic, out var parsed))
        {
            return null;
        }

        var id = parsed.Id.ToString();
        if (!parsed.Place.IsEmpty)
        {
            var place = parsed.Place.ToString();
            var found = await registry.ResolveAsync([place], cancellation).ConfigureAwait(false);
            if (!found.TryGetValue(place, out var binding))
            {
                return null;
            }

            id = binding.DeviceId;
        }

        return await registry.DeviceAsync(id, cancellation).ConfigureAwait(false) is { Registration: var device }
            && device.GatewayId == asking.Id && device.FarmId == asking.FarmId && IsFor(device, topic) ? device.Id : null;
    }

    private static bool IsFor(DeviceRegistration device, string topic) => topic == Places.CommandTopic(device) || topic == Places.ConfigTopic(device);
}
