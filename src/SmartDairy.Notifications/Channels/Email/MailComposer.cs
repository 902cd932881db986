using System.Security.Cryptography;
using System.Text;
using MimeKit;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Notifications.Configuration;

namespace SmartDairy.Notifications.Channels.Email;

/// <summary>
/// Composes the e-mail of a notification. The Message-ID is derived from the notification id, so that repeated attempts send the same
/// message.
/// </summary>
internal sealed class MailComposer(SmtpOptions settings, TimeProvider time)
{
    /// <summary>Parses an address; null when the text is not a single plain address.</summary>
    public static MailboxAddress? Parse(string address) =>
        address.Length <= 254 && !address.AsSpan().ContainsAny("<>,;:\"() \t\r\n") && MailboxAddress.TryParse(address, out var mailbox)
        && mailbox.Domain.Length > 0 && mailbox.LocalPart.Length > 0
            ? mailbox
            : null;

    public MimeMessage Compose(Notification notification)
    {
        var from = MailboxAddress.Parse(settings.From ?? "");
        var message = new MimeMessage
        {
            MessageId = $"{ToMessageIdPart(notification.Id)}@{from.Domain}",
            Date = time.GetUtcNow(),
            Subject = SingleLineText.ToSingleLine(notification.Subject),
            Body = Body(notification),
        };
        message.From.Add(from);
        message.To.Add(Parse(notification.Address)!);
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        if (notification.Topic is { } topic)
        {
            // Mail clients group messages with a common reference into one conversation.
            message.References.Add($"{ToMessageIdPart(topic)}@{from.Domain}");
        }

        if (notification.Priority == Priority.Critical)
        {
            message.Importance = MessageImportance.High;
            message.XPriority = XMessagePriority.Highest;
        }

        return message;
    }

    private static MimeEntity Body(Notification notification)
    {
        var text = new TextPart("plain") { Text = notification.Text };
        return notification.Html is { } html ? new MultipartAlternative(text, new TextPart("html") { Text = html }) : text;
    }

    /// <summary>The left part of a Message-ID: the id itself if it has only safe characters, otherwise a hash.</summary>
    private static string ToMessageIdPart(string id) =>
        id.Length is > 0 and <= 100 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            ? id
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 16));
}
