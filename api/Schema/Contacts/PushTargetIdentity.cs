using System.Security.Cryptography;
using System.Text;
using SmartDairy.Contracts.Alerts.Contacts;

namespace SmartDairy.Api.Schema.Contacts;

/// <summary>
/// Ids and display names of push targets. Endpoints and tokens are not shown, because anyone who knows one could push to it.
/// </summary>
internal static class PushTargetIdentity
{
    public static string GetId(PushTarget target) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(target.FcmToken ?? target.Endpoint ?? "")).AsSpan(0, 12));

    public static string GetService(PushTarget target) => target.FcmToken is not null ? "fcm"
        : Uri.TryCreate(target.Endpoint, UriKind.Absolute, out var endpoint) ? endpoint.Host : "unknown";
}
