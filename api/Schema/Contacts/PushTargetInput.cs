using System.Buffers.Text;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.GraphQL.Errors;

namespace SmartDairy.Api.Schema.Contacts;

/// <summary>A browser's push subscription (endpoint, p256dh and auth) or an app's FCM token.</summary>
public sealed class PushTargetInput
{
    private const int MaxTextLength = 2_048;
    private const int KeyBytes = 65;
    private const int SecretBytes = 16;

    /// <summary>Address of the browser's push service, https, up to 2,048 characters; omitted with fcmToken.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Public key of the browser, base64url of 65 bytes; omitted with fcmToken.</summary>
    public string? P256dh { get; init; }

    /// <summary>Authentication secret of the browser, base64url of 16 bytes; omitted with fcmToken.</summary>
    public string? Auth { get; init; }

    /// <summary>Registration token of the app for Firebase Cloud Messaging, up to 2,048 characters; omitted for a browser.</summary>
    public string? FcmToken { get; init; }

    internal PushTarget ToTarget()
    {
        if (FcmToken is not null)
        {
            if (Endpoint is not null || P256dh is not null || Auth is not null)
            {
                throw new InvalidArgumentException("'target' has both an FCM token and a browser's subscription.", "Give one of them.");
            }

            return new(null, null, null, Argument.NonBlank("target.fcmToken", FcmToken, MaxTextLength));
        }
        if (Endpoint is not { Length: <= MaxTextLength } || !Uri.TryCreate(Endpoint, UriKind.Absolute, out var address)
            || address.Scheme != Uri.UriSchemeHttps)
        {
            throw new InvalidArgumentException($"'target.endpoint' must be an https address of at most {MaxTextLength} characters.",
                "Take it from PushSubscription.toJSON().");
        }

        if (!IsBase64UrlOfLength(P256dh, KeyBytes))
        {
            throw new InvalidArgumentException(
                "'target.p256dh' must be 65 bytes as base64url.", "Take it from PushSubscription.toJSON().keys.");
        }

        if (!IsBase64UrlOfLength(Auth, SecretBytes))
        {
            throw new InvalidArgumentException(
                "'target.auth' must be 16 bytes as base64url.", "Take it from PushSubscription.toJSON().keys.");
        }

        return new(Endpoint, P256dh, Auth, null);
    }

    private static bool IsBase64UrlOfLength(string? text, int bytes)
        => text is { Length: < 128 } && Base64Url.IsValid(text, out var length) && length == bytes;
}
