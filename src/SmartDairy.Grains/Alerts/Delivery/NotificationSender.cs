using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Commands;
using SmartDairy.Contracts.Devices;
using SmartDairy.Notifications.Channels;
using SmartDairy.Notifications.Links;
using SmartDairy.Notifications.Templates;

namespace SmartDairy.Grains.Alerts.Delivery;

/// <summary>Renders deliveries as messages and hands them to their channels. Commands and MQTT topics are channels too.</summary>
public sealed class NotificationSender(
    IEnumerable<INotificationChannel> channels, NotificationRenderer templates, AcknowledgeLinkSigner links, AlertPublisher publisher,
    IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromMinutes(5);
    private readonly Dictionary<DeliveryChannel, INotificationChannel> _channels = channels.ToDictionary(channel => channel.Channel);

    /// <summary>Checks an address of a channel. Null when messages can be sent to it, else a sentence for a user.</summary>
    public string? ValidateAddress(DeliveryChannel channel, string address)
        => !_channels.TryGetValue(channel, out var sender)
            ? $"{channel.ToString().ToUpperInvariant()} cannot be tested; EMAIL, SMS, WEB_PUSH, FCM and WEBHOOK can."
            : sender.MissingConfiguration ?? sender.ValidateAddress(address);

    /// <summary>Sends deliveries of one channel and address as one message. Never throws for what the receiver does.</summary>
    /// <param name="rows">The deliveries, at least one; several make a digest.</param>
    /// <param name="alerts">The alerts of the deliveries, in their order; empty for a test.</param>
    public async Task<SendResult> SendAsync(
        IReadOnlyList<AlertDelivery> rows, IReadOnlyList<Alert> alerts, AlertConfiguration configuration)
    {
        var first = rows[0];
        switch (first.Channel)
        {
            case DeliveryChannel.Command:
                return await SendCommandAsync(first, alerts[0]);
            case DeliveryChannel.Mqtt:
                await publisher.PublishNowAsync(alerts[0]);
                return new(SendOutcome.Delivered, "Published.");
        }

        if (!_channels.TryGetValue(first.Channel, out var channel))
        {
            return new(SendOutcome.Rejected, "There is no such channel.");
        }

        // A channel that is not configured is no outage: retrying would hide that nobody is notified.
        if ((channel.MissingConfiguration ?? channel.ValidateAddress(first.Address)) is { } problem)
        {
            return new(SendOutcome.Rejected, problem);
        }

        var notifications = new List<NotificationContext>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            notifications.Add(CreateContext(rows[i], i < alerts.Count ? alerts[i] : null, configuration));
        }

        var content = notifications.Count == 1 ? templates.Render(notifications[0], first.Action) : templates.RenderDigest(notifications);
        return await channel.SendAsync(content.ToNotification(first.Channel, first.Id, first.Address), CancellationToken.None);
    }

    private NotificationContext CreateContext(AlertDelivery row, Alert? alert, AlertConfiguration configuration)
    {
        var contact = row.ContactId is { } id ? configuration.Contacts.FirstOrDefault(known => known.Id == id) : null;
        return new NotificationContext
        {
            Alert = alert,
            Purpose = row.Purpose,
            FarmName = configuration.FarmName,
            TimeZone = contact?.TimeZone ?? configuration.TimeZone.Id,
            ContactName = contact?.Name,
            AcknowledgeLink = alert is { State: AlertState.Open }
                ? links.CreateLink(alert.FarmId, alert.Id, row.ContactId, time.GetUtcNow())
                : null,
            Actions = alert is null ? null : configuration.GetActionsJson(alert.RuleId),
        };
    }

    private async Task<SendResult> SendCommandAsync(AlertDelivery row, Alert alert)
    {
        var action = RuleActions.Parse([row.Action!]).OnOpened[0];
        var device = grains.GetGrain<IDeviceGrain>(row.Address);
        if (await device.GetAsync() is not { } known || known.Registration.FarmId != alert.FarmId)
        {
            return new(SendOutcome.Rejected, $"Farm {alert.FarmId} has no device {row.Address}.");
        }

        var sent = await device.SendCommandAsync(new CommandRequest(action.CommandName!, action.CommandArguments, CommandTimeout));
        return new(SendOutcome.Delivered, "Queued for the device.", sent?.Id);
    }
}
