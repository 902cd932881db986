using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Notifications.Http;

namespace SmartDairy.Notifications.Channels.WebPush;

/// <summary>
/// Sends push messages to browsers. The address is a <see cref="PushTargetAddress"/>; the receipt is the push service's <c>Location</c>
/// header if present.
/// </summary>
internal sealed class WebPushChannel(NotificationOptions settings, SsrfGuardedHttpClient http, TimeProvider time) : INotificationChannel
{
    private readonly WebPushOptions _settings = settings.WebPush;
    private readonly ProviderRequestSender _sender = new(http.Client, time, TimeSpan.FromSeconds(settings.WebPush.TimeoutSeconds));

    public DeliveryChannel Channel => DeliveryChannel.WebPush;

    public string? MissingConfiguration
        => _settings.PublicKey is null ? "Push to browsers is disabled: set Notifications:WebPush:PublicKey." : null;

    public string? ValidateAddress(string address)
    {
        if (PushTargetAddress.Parse(address) is not { Endpoint: { } endpoint } target
            || !Uri.TryCreate(endpoint, UriKind.Absolute, out var uri))
        {
            return "The push target has no valid endpoint; a browser's subscription has endpoint, p256dh and auth.";
        }

        if (uri.Scheme != Uri.UriSchemeHttps)
        {
            return $"The push target's endpoint begins with {uri.Scheme}; only https is allowed.";
        }

        if (PushTargetAddress.DecodeBase64Url(target.P256dh) is not { Length: P256Point.Length } key || key[0] != 4)
        {
            return "The push target's p256dh is not a public key; it must be base64url of 65 bytes.";
        }

        return PushTargetAddress.DecodeBase64Url(target.Auth) is not { Length: 16 }
            ? "The push target's auth is not a browser's secret; it must be base64url of 16 bytes."
            : http.ValidateUri(uri);
    }

    public async Task<SendResult> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        if (MissingConfiguration is { } missing)
        {
            return new(SendOutcome.Retry, missing);
        }

        if (ValidateAddress(notification.Address) is { } problem)
        {
            return new(SendOutcome.Rejected, problem);
        }

        var target = PushTargetAddress.Parse(notification.Address)!;
        byte[] body;
        try
        {
            body = PushEncryption.Encrypt(
                PushPayloadFactory.Create(notification, PushEncryption.MaxLength), PushTargetAddress.DecodeBase64Url(target.P256dh)!,
                PushTargetAddress.DecodeBase64Url(target.Auth)!);
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return new(SendOutcome.Rejected, "The push target's p256dh is not a point of P-256.");
        }

        using var request = CreateRequest(notification, new Uri(target.Endpoint!), body);
        return await _sender.SendAsync(request, InterpretResponse, cancellationToken);
    }

    private HttpRequestMessage CreateRequest(Notification notification, Uri endpoint, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/octet-stream");
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            VapidToken.CreateAuthorizationHeader(endpoint, _settings.Subject ?? "", _settings.PublicKey!, _settings.EffectivePrivateKey
            ?? "", time.GetUtcNow()));
        request.Headers.Add(
            "TTL", ((int)PriorityFormat.PushTimeToLive(notification.Priority).TotalSeconds).ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Urgency", ToUrgency(notification.Priority));
        if (notification.Topic is { } topic)
        {
            // A topic has at most 32 base64url characters, i.e. 24 bytes of a hash.
            request.Headers.Add("Topic", Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(topic)).AsSpan(0, 24)));
        }

        return request;
    }

    private static SendResult InterpretResponse(ProviderResponse response) => response switch
    {
        { IsSuccess: true } => new(SendOutcome.Delivered, response.Describe(response.Body), response.Location),
        { StatusCode: 404 or 410 } => new(SendOutcome.AddressGone, response.Describe("The subscription has ended.")),
        _ => response.ToFailure(SingleLineText.Truncate(response.Body, 200)),
    };

    private static string ToUrgency(Priority priority) => priority switch
    {
        Priority.Critical or Priority.High => "high",
        Priority.Medium => "normal",
        Priority.Low => "low",
        _ => "very-low",
    };
}
