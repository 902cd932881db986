using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Notifications.Http;

namespace SmartDairy.Notifications.Channels.WebPush;

/// <summary>Push messages to browsers. The address is a <see cref="PushTargetAddress"/>; the receipt is the push service's <c>Location</c> when it gives one.</summary>
internal sealed class WebPushChannel(NotificationOptions settings, SsrfGuardedHttpClient http, TimeProvider time) : INotificationChannel
{
    private readonly WebPushOptions _settings = settings.WebPush;
    private readonly ProviderRequestSender _exchange = new(http.Client, time, TimeSpan.FromSeconds(settings.WebPush.TimeoutSeconds));

    public DeliveryChannel Channel => DeliveryChannel.WebPush;

    public string? MissingConfiguration => _settings.PublicKey is null ? "Push to browsers is off: Notifications:WebPush:PublicKey is not set." : null;

    public string? ValidateAddress(string address)
    {
        if (PushTargetAddress.Parse(address) is not { Endpoint: { } endpoint } target || !Uri.TryCreate(endpoint, UriKind.Absolute, out var uri))
        {
            return "The push target has no endpoint; allowed is a browser's subscription: endpoint, p256dh and auth.";
        }

        if (uri.Scheme != Uri.UriSchemeHttps)
        {
            return $"The push target's endpoint begins with {uri.Scheme}; allowed is https.";
        }

        if (PushTargetAddress.DecodeBase64Url(target.P256dh) is not { Length: P256Point.Length } key || key[0] != 4)
        {
            return "The push target's p256dh is no public key; allowed is base64url of 65 bytes.";
        }

        return PushTargetAddress.DecodeBase64Url(target.Auth) is not { Length: 16 }
            ? "The push target's auth is no secret of a browser; allowed is base64url of 16 bytes."
            : http.ValidateUri(uri);
    }

    public async Task<SendResult> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        if (MissingConfiguration is { } off)
        {
            return new(SendOutcome.Retry, off);
        }

        if (ValidateAddress(notification.Address) is { } objection)
        {
            return new(SendOutcome.Rejected, objection);
        }

        var target = PushTargetAddress.Parse(notification.Address)!;
        byte[] body;
        try
        {
            body = PushEncryption.Encrypt(
                PushPayloadFactory.Create(notification, PushEncryption.MaxLength), PushTargetAddress.DecodeBase64Url(target.P256dh)!, PushTargetAddress.DecodeBase64Url(target.Auth)!);
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return new(SendOutcome.Rejected, "The push target's p256dh is not a point of P-256.");
        }

        using var request = CreateRequest(notification, new Uri(target.Endpoint!), body);
        return await _exchange.SendAsync(request, InterpretResponse, cancellationToken);
    }

    private HttpRequestMessage CreateRequest(Notification notification, Uri endpoint, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/octet-stream");
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        request.Headers.TryAddWithoutValidation(
            "Authorization", VapidToken.CreateAuthorizationHeader(endpoint, _settings.Subject ?? "", _settings.PublicKey!, _settings.EffectivePrivateKey ?? "", time.GetUtcNow()));
        request.Headers.Add("TTL", ((int)PriorityFormat.PushTimeToLive(notification.Priority).TotalSeconds).ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Urgency", ToUrgency(notification.Priority));
        if (notification.Topic is { } topic)
        {
            // At most 32 characters of base64url: 24 bytes of a hash.
            request.Headers.Add("Topic", Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(topic)).AsSpan(0, 24)));
        }

        return request;
    }

    private static SendResult InterpretResponse(ProviderResponse answer) => answer switch
    {
        { IsSuccess: true } => new(SendOutcome.Delivered, answer.Describe(answer.Body), answer.Location),
        { StatusCode: 404 or 410 } => new(SendOutcome.AddressGone, answer.Describe("The subscription has ended.")),
        _ => answer.ToFailure(SingleLineText.Truncate(answer.Body, 200)),
    };

    private static string ToUrgency(Priority priority) => priority switch
    {
        Priority.Critical or Priority.High => "high",
        Priority.Medium => "normal",
        Priority.Low => "low",
        _ => "very-low",
    };
}
