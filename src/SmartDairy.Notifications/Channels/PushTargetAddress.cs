using System.Buffers.Text;
using System.Text.Json;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Delivery;

namespace SmartDairy.Notifications.Channels;

/// <summary>A push target as the address of a delivery: JSON, e.g. <c>{"endpoint":"https://…","p256dh":"…","auth":"…"}</c> or <c>{"fcmToken":"…"}</c>.</summary>
public static class PushTargetAddress
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The same target always gives the same text.</summary>
    public static string Serialize(PushTarget target) => JsonSerializer.Serialize(target, Json);

    /// <summary>The channel that reaches it: WebPush for a browser, Fcm for an app.</summary>
    public static DeliveryChannel GetChannel(PushTarget target) => target.FcmToken is null ? DeliveryChannel.WebPush : DeliveryChannel.Fcm;

    /// <summary>Null when the text is no push target.</summary>
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

    /// <summary>The bytes of base64url, with or without padding; null when it is none.</summary>
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
