using System.Buffers.Text;
using System.Text.Json;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.Notifications.Channels;

/// <summary>
/// Converts push targets to and from delivery addresses: JSON such as <c>{"endpoint":"https://…","p256dh":"…","auth":"…"}</c> or
/// <c>{"fcmToken":"…"}</c>.
/// </summary>
public static class PushTargetAddress
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Formats a target; equal targets give the same text.</summary>
    public static string Serialize(PushTarget target) => JsonSerializer.Serialize(target, Json);

    /// <summary>The channel of a target: WebPush for a browser, Fcm for an app.</summary>
    public static DeliveryChannel GetChannel(PushTarget target) => target.FcmToken is null ? DeliveryChannel.WebPush : DeliveryChannel.Fcm;

    /// <summary>Parses an address; null when the text is not a push target.</summary>
    public static PushTarget? Parse(string address)
    {
        try
        {
            return JsonSerializer.Deserialize<PushTarget>(address, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Decodes base64url with or without padding; null when the text is not valid base64url.</summary>
    internal static byte[]? DecodeBase64Url(string? text)
    {
        try
        {
            return text is null ? null : Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
