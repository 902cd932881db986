using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Commands;
using SmartDairy.Contracts.Devices;
using SmartDairy.Notifications.Channels;
using SmartDairy.Notifications.Links;
using SmartDairy.Notifications.Templates;

namespace SmartDairy.Grains.Alerts.Delivery;

/// <summary>Makes a message of what is to be told, and hands it to the channel that takes it there. Commands and MQTT topics are channels too.</summary>
public sealed class NotificationSender(
    IEnumerable<INotificationChannel> channels, NotificationRenderer templates, AcknowledgeLinkSigner links, AlertPublisher publisher, IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromMinutes(5);
    private readonly Dictionary<DeliveryChannel, INotificationChannel> _channels = channels.ToDictionary(channel => channel.Channel);

    /// <summary>Null when the address can be sent to; else a sentence for a user.</summary>
    public string? ValidateAddress(DeliveryChannel channel, string address)
        => !_channels.TryGetValue(channel, out var way) ? $"{channel.ToString().ToUpperInvariant()} cannot be tried out; EMAIL, SMS, WEB_PUSH, FCM and WEBHOOK can."
            : way.MissingConfiguration ?? way.ValidateAddress(address);

    /// <summary>Sends deliveries of one channel and address as one message. Never throws for what the receiver does.</summary>
    /// <param name="rows">At least one; several are a digest.</param>
    /// <param name="alerts">Theirs, in their order; empty for a test.</param>
    public async Task<SendResult> SendAsync(IReadOnlyList<AlertDelivery> rows, IReadOnlyList<Alert> alerts, AlertConfiguration book)
    {
        var first = rows[0];
        switch (first.Channel)
        {
            case DeliveryChannel.Command:
                return await CommandAsync(first, alerts[0]);
            case DeliveryChannel.Mqtt:
                await publisher.PublishNowAsync(alerts[0]);
                return new(SendOutcome.Delivered, "Published.");
        }

        if (!_channels.TryGetValue(first.Channel, out var channel))
        {
            return new(SendOutcome.Rejected, "There is no such channel.");
        }

        // Not configured is no outage: waiting for it would hide that nobody is told.
        if ((channel.MissingConfiguration ?? channel.ValidateAddress(first.Address)) is { } objection)
        {
            return new(SendOutcome.Rejected, objection);
        }

        var notices = new List<NotificationContext>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            notices.Add(Notice(rows[i], i < alerts.Count ? alerts[i] : null, book));
        }

        var content = notices.Count == 1 ? templates.Render(notices[0], first.Action) : templates.RenderDigest(notices);
        return await channel.SendAsync(content.ToNotification(first.Channel, first.Id, first.Address), CancellationToken.None);
    }

    private NotificationContext Notice(AlertDelivery row, Alert? alert, AlertConfiguration book)
    {
        var contact = row.ContactId is { } id ? book.Contacts.FirstOrDefault(one => one.Id == id) : null;
        return new NotificationContext
        {
            Alert = alert,
            Purpose = row.Purpose,
            FarmName = book.FarmName,
            TimeZone = contact?.TimeZone ?? book.TimeZone.Id,
            ContactName = contact?.Name,
            AcknowledgeLink = alert is { State: AlertState.Open } ? links.CreateLink(alert.FarmId, alert.Id, row.ContactId, time.GetUtcNow()) : null,
            Actions = alert is null ? null : book.GetActionsJson(alert.RuleId),
        };
    }

    private async Task<SendResult> CommandAsync(AlertDelivery row, Alert alert)
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
