using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Http;
using SmartDairy.Notifications.Settings;

namespace SmartDairy.Notifications.Channels.WebPush;

/// <summary>Push messages to browsers. The address is a <see cref="PushAddress"/>; the receipt is the push service's <c>Location</c> when it gives one.</summary>
internal sealed class WebPushChannel(NotificationSettings settings, GuardedHttp http, TimeProvider time) : INotificationChannel
{
    private readonly WebPushSettings _settings = settings.WebPush;
    private readonly HttpExchange _exchange = new(http.Client, time, TimeSpan.FromSeconds(settings.WebPush.TimeoutSeconds));

    public DeliveryChannel Channel => DeliveryChannel.WebPush;

    public string? Unconfigured => _settings.PublicKey is null ? "Push to browsers is off: Notifications:WebPush:PublicKey is not set." : null;

    public string? Objection(string address)
    {
        if (PushAddress.Parse(address) is not { Endpoint: { } endpoint } target || !Uri.TryCreate(endpoint, UriKind.Absolute, out var uri))
        {
            return "The push target has no endpoint; allowed is a browser's subscription: endpoint, p256dh and auth.";
        }

        if (uri.Scheme != Uri.UriSchemeHttps)
        {
            return $"The push target's endpoint begins with {uri.Scheme}; allowed is https.";
        }

        if (PushAddress.Bytes(target.P256dh) is not { Length: P256.PointLength } key || key[0] != 4)
        {
            return "The push target's p256dh is no public key; allowed is base64url of 65 bytes.";
        }

        return PushAddress.Bytes(target.Auth) is not { Length: 16 }
            ? "The push target's auth is no secret of a browser; allowed is base64url of 16 bytes."
            : http.Objection(uri);
    }

    public async Task<ChannelAnswer> SendAsync(Notification notification, CancellationToken cancellation)
    {
        if (Unconfigured is { } off)
        {
            return new(ChannelVerdict.Retry, off);
        }

        if (Objection(notification.Address) is { } objection)
        {
            return new(ChannelVerdict.Refused, objection);
        }

        var target = PushAddress.Parse(notification.Address)!;
        byte[] body;
        try
        {
            body = PushEncryption.Encrypt(
                PushPayload.Of(notification, PushEncryption.MaxLength), PushAddress.Bytes(target.P256dh)!, PushAddress.Bytes(target.Auth)!);
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return new(ChannelVerdict.Refused, "The push target's p256dh is not a point of P-256.");
        }

        using var request = Request(notification, new Uri(target.Endpoint!), body);
        return await _exchange.SendAsync(request, Judge, cancellation);
    }

    private HttpRequestMessage Request(Notification notification, Uri endpoint, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/octet-stream");
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        request.Headers.TryAddWithoutValidation(
            "Authorization", VapidToken.Header(endpoint, _settings.Subject ?? "", _settings.PublicKey!, _settings.Secret ?? "", time.GetUtcNow()));
        request.Headers.Add("TTL", ((int)PriorityNames.Life(notification.Priority).TotalSeconds).ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Urgency", Urgency(notification.Priority));
        if (notification.Topic is { } topic)
        {
            // At most 32 characters of base64url: 24 bytes of a hash.
            request.Headers.Add("Topic", Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(topic)).AsSpan(0, 24)));
        }

        return request;
    }

    private static ChannelAnswer Judge(HttpAnswer answer) => answer switch
    {
        { Success: true } => new(ChannelVerdict.Delivered, answer.Line(answer.Body), answer.Location),
        { Code: 404 or 410 } => new(ChannelVerdict.Gone, answer.Line("The subscription has ended.")),
        _ => answer.Failed(AnswerText.Shorten(answer.Body, 200)),
    };

    private static string Urgency(Priority priority) => priority switch
    {
        Priority.Critical or Priority.High => "high",
        Priority.Medium => "normal",
        Priority.Low => "low",
        _ => "very-low",
    };
}
