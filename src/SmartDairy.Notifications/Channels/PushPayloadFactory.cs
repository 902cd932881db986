using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SmartDairy.Notifications.Channels;

/// <summary>
/// Creates the payload for a browser's service worker: <c>{"id","title","body","priority","tag"?,"url"?,"data"?}</c>, where data is the
/// alert.
/// </summary>
internal static class PushPayloadFactory
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The payload as UTF-8 in at most <paramref name="maxBytes"/> bytes. If it is too large, the alert is dropped first, then the text is
    /// truncated.
    /// </summary>
    public static byte[] Create(Notification notification, int maxBytes)
    {
        foreach (var (data, title, body) in ((bool, int, int)[])[(true, 500, 2_000), (false, 500, 2_000), (false, 150, 500),
            (false, 50, 100)])
        {
            var payload = Encoding.UTF8.GetBytes(CreateJson(notification, data, title, body).ToJsonString(Json));
            if (payload.Length <= maxBytes)
            {
                return payload;
            }
        }

        return Encoding.UTF8.GetBytes(new JsonObject { ["title"] = SingleLineText.Truncate(notification.Subject, 50) }.ToJsonString(Json));
    }

    private static JsonObject CreateJson(Notification notification, bool data, int title, int body)
    {
        var json = new JsonObject
        {
            ["id"] = notification.Id,
            ["title"] = SingleLineText.Truncate(notification.Subject, title),
            ["body"] = SingleLineText.Truncate(notification.Text, body),
            ["priority"] = PriorityFormat.ToText(notification.Priority),
        };
        if (notification.Topic is { } topic)
        {
            json["tag"] = topic;
        }

        if (notification.Link is { } link)
        {
            json["url"] = link;
        }

        if (data && notification.Data is { } alert)
        {
            json["data"] = JsonNode.Parse(alert);
        }

        return json;
    }
}
