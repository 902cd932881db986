namespace SmartDairy.Contracts.Alerts.Contacts;

/// <summary>A browser or a phone that receives push messages: a Web Push subscription (endpoint and keys) or an FCM token.</summary>
/// <param name="Endpoint">The browser's https address at its push service; null for FCM.</param>
/// <param name="P256dh">The browser's public key, base64url of 65 bytes; null for FCM.</param>
/// <param name="Auth">The browser's authentication secret, base64url of 16 bytes; null for FCM.</param>
/// <param name="FcmToken">The app's registration token; null for Web Push.</param>
[GenerateSerializer, Immutable, Alias("push-target")]
public sealed record PushTarget(
    [property: Id(0)] string? Endpoint,
    [property: Id(1)] string? P256dh,
    [property: Id(2)] string? Auth,
    [property: Id(3)] string? FcmToken)
{
    /// <summary>Whether both are the same browser or phone, whatever keys the browser has now.</summary>
    public bool HasSameAddress(PushTarget other) => FcmToken == other.FcmToken && Endpoint == other.Endpoint;
}
