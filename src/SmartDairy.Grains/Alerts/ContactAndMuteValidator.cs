using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Refusals;

namespace SmartDairy.Grains.Alerts;

/// <summary>Validates contacts and mutes. Every refusal names the field and the allowed values.</summary>
internal static class ContactAndMuteValidator
{
    private const int MaxQuietWindows = 50;
    private static readonly TimeSpan MaxMuteDuration = TimeSpan.FromDays(366);

    public static void Validate(Contact contact)
    {
        if (!Identifier.IsValid(contact.Id))
        {
            throw Invalid("id must be 1 to 64 letters, digits, _ and -.");
        }

        if (string.IsNullOrWhiteSpace(contact.Name) || contact.Name.Length > 200 || contact.Name.Any(char.IsControl))
        {
            throw Invalid("name must have 1 to 200 characters on one line.");
        }

        if (contact.Email is { } mail
            && (mail.Length > 254 || mail.Count('@') != 1 || mail.StartsWith('@') || mail.EndsWith('@')
            || mail.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))))
        {
            throw Invalid("email must be one address, such as anna@farm.example.");
        }

        if (contact.Phone is { } phone && (phone.Length is < 8 or > 16 || phone[0] != '+' || !phone.AsSpan(1).ContainsOnlyDigits()))
        {
            throw Invalid("phone must be international: a + and 7 to 15 digits, such as +491701234567.");
        }

        if (contact.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            throw Invalid("timeZone is not known.", "Use an IANA name such as Europe/Berlin.");
        }

        if (contact.Push.Count > Contact.MaxPushTargets)
        {
            throw Invalid($"push may have at most {Contact.MaxPushTargets} targets.");
        }

        for (var i = 0; i < contact.Push.Count; i++)
        {
            var target = contact.Push[i];
            var web = target is { Endpoint: not null, P256dh: not null, Auth: not null, FcmToken: null };
            var fcm = target is { Endpoint: null, P256dh: null, Auth: null, FcmToken: { Length: > 0 and <= 4096 } };
            if (!web && !fcm)
            {
                throw Invalid($"push[{i}] must have endpoint, p256dh and auth (a browser), or fcmToken (a phone).");
            }

            if (web && (!Uri.TryCreate(target.Endpoint, UriKind.Absolute, out var endpoint) || endpoint.Scheme != Uri.UriSchemeHttps))
            {
                throw Invalid($"push[{i}].endpoint must be an https address.");
            }
        }

        foreach (var channel in contact.Channels)
        {
            if (channel.Channel is not (DeliveryPlanner.Email or DeliveryPlanner.Sms or DeliveryPlanner.Push))
            {
                throw Invalid($"channel \"{Truncate(channel.Channel)}\" is not known.", "Allowed are email, sms and push.");
            }

            if (channel.DigestEvery is { } every && (every < TimeSpan.FromMinutes(1) || every > TimeSpan.FromHours(24)))
            {
                throw Invalid($"digestEvery of {channel.Channel} must be PT1M to PT24H.");
            }
        }

        if (contact.Channels.DistinctBy(channel => channel.Channel).Count() != contact.Channels.Count)
        {
            throw Invalid("Each channel may be given once.");
        }

        if (contact.QuietHours.Count > MaxQuietWindows)
        {
            throw Invalid($"quietHours may have at most {MaxQuietWindows} windows.");
        }
    }

    public static void Validate(AlertMute mute)
    {
        if (mute.To <= mute.From)
        {
            throw Invalid("to must be after from.");
        }

        if (mute.To - mute.From > MaxMuteDuration.TotalMilliseconds)
        {
            throw Invalid("A mute lasts at most 366 days.");
        }

        if (mute.Reason is { Length: > 500 })
        {
            throw Invalid("reason may have at most 500 characters.");
        }
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static string Truncate(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static RefusedException Invalid(string message, string? hint = null) => new(RefusalKind.InvalidArgument, message, hint);
}
