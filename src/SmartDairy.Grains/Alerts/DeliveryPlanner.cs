using System.Globalization;
using System.IO.Hashing;
using System.Text;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Channels;

namespace SmartDairy.Grains.Alerts;

/// <summary>
/// Plans the deliveries of an alert: recipients, channels and times, by the preferences, quiet hours and digests of contacts. Reads no
/// clock and no store.
/// </summary>
public static class DeliveryPlanner
{
    /// <summary>The name of the e-mail channel in rules and contacts.</summary>
    public const string Email = "email";
    /// <summary>The name of the SMS channel in rules and contacts.</summary>
    public const string Sms = "sms";
    /// <summary>The name of the push channel in rules and contacts.</summary>
    public const string Push = "push";

    /// <summary>Plans the deliveries of one action.</summary>
    /// <param name="occurrence">Distinguishes repeated deliveries for the same purpose; 0 for a purpose that is delivered once.</param>
    /// <param name="now">Server time, Unix milliseconds.</param>
    public static IEnumerable<AlertDelivery> PlanAction(
        Alert alert, RuleAction action, DeliveryPurpose purpose, int occurrence, AlertConfiguration configuration, long now)
    {
        switch (action.Kind)
        {
            case RuleActionKind.Webhook:
                yield return Row(alert, purpose, occurrence, DeliveryChannel.Webhook, action.Target!, null, action, now, now, false);
                yield break;
            case RuleActionKind.Command when purpose == DeliveryPurpose.Opened:
                yield return Row(
                    alert, purpose, occurrence, DeliveryChannel.Command, action.Target ?? alert.Source.Id, null, action, now, now, false);
                yield break;
            case RuleActionKind.Notification:
                foreach (var row in Notifications(alert, action, purpose, occurrence, configuration, now))
                {
                    yield return row;
                }

                yield break;
        }
    }

    private static IEnumerable<AlertDelivery> Notifications(
        Alert alert, RuleAction action, DeliveryPurpose purpose, int occurrence, AlertConfiguration configuration, long now)
    {
        foreach (var contact in configuration.Contacts)
        {
            if (!contact.Enabled || (action.Recipients is { } to && !to.Contains(contact.Id)))
            {
                continue;
            }

            foreach (var channel in action.Channels)
            {
                var preference = contact.Channels.FirstOrDefault(preferred => preferred.Channel == channel)
                    ?? new ChannelPreference(channel);
                if (!preference.Enabled || alert.Priority > preference.MinPriority
                    || (purpose == DeliveryPurpose.Cleared && !preference.OnCleared))
                {
                    continue;
                }

                var (due, digest) = DueTime(alert.Priority, contact, preference, configuration.TimeZone, now);
                foreach (var (deliveryChannel, address) in Addresses(contact, channel))
                {
                    yield return Row(alert, purpose, occurrence, deliveryChannel, address, contact.Id, action, now, due, digest);
                }
            }
        }

        if (purpose == DeliveryPurpose.Cleared)
        {
            yield break;
        }

        foreach (var address in action.Recipients ?? [])
        {
            if (address.Contains('@', StringComparison.Ordinal) && action.Channels.Contains(Email))
            {
                yield return Row(alert, purpose, occurrence, DeliveryChannel.Email, address, null, action, now, now, false);
            }
            else if (address.StartsWith('+') && action.Channels.Contains(Sms))
            {
                yield return Row(alert, purpose, occurrence, DeliveryChannel.Sms, address, null, action, now, now, false);
            }
        }
    }

    private static IEnumerable<(DeliveryChannel Channel, string Address)> Addresses(Contact contact, string channel)
    {
        switch (channel)
        {
            case Email when contact.Email is { } mail:
                yield return (DeliveryChannel.Email, mail);
                break;
            case Sms when contact.Phone is { } phone:
                yield return (DeliveryChannel.Sms, phone);
                break;
            case Push:
                foreach (var target in contact.Push)
                {
                    yield return (PushTargetAddress.GetChannel(target), PushTargetAddress.Serialize(target));
                }

                break;
        }
    }

    /// <summary>
    /// CRITICAL is due at once. Other priorities wait for the end of quiet hours, and those below HIGH also for their digest.
    /// </summary>
    private static (long Due, bool Digest) DueTime(
        Priority priority, Contact contact, ChannelPreference preference, TimeZoneInfo farmZone, long now)
    {
        if (priority == Priority.Critical)
        {
            return (now, false);
        }

        var due = now;
        if (priority > Priority.High && preference.DigestEvery is { } every)
        {
            var span = (long)every.TotalMilliseconds;
            due = ((now / span) + 1) * span;
        }

        if (contact.QuietHours.Count > 0)
        {
            var zone = contact.TimeZone is { } own && TimeZoneInfo.TryFindSystemTimeZoneById(own, out var found) ? found : farmZone;
            due = QuietHours.EndOfQuiet(contact.QuietHours, zone, due);
        }

        return (due, due > now);
    }

    private static AlertDelivery Row(
        Alert alert, DeliveryPurpose purpose, int occurrence, DeliveryChannel channel, string address, string? contact, RuleAction action,
        long now, long due, bool digest)
    {
        var name =
            string.Create(CultureInfo.InvariantCulture,
                $"{alert.Id}\n{(int)purpose}\n{occurrence}\n{(int)channel}\n{address}\n{action.CommandName}\n{action.CommandArguments}");
        return new AlertDelivery
        {
            Id = string.Create(
                CultureInfo.InvariantCulture, $"{alert.RaisedAt:x12}-{XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(name)):x32}"),
            FarmId = alert.FarmId,
            AlertId = alert.Id,
            Channel = channel,
            Purpose = purpose,
            Address = address,
            ContactId = contact,
            Action = action.Json,
            CreatedAt = now,
            DueAt = due,
            CanBeDigested = digest,
        };
    }
}
