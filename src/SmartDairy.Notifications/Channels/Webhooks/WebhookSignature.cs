using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SmartDairy.Notifications.Channels.Webhooks;

/// <summary>
/// The signature of a webhook call: HMAC-SHA256 over the time, a dot and the body. It reveals a changed time or body and a replayed call.
/// </summary>
public static class WebhookSignature
{
    public const string HeaderName = "SmartDairy-Signature";

    /// <param name="unixSeconds">Time of the call, Unix seconds.</param>
    /// <returns>E.g. <c>t=1770036910,v1=5257a869…</c>, hex in lower case.</returns>
    public static string Compute(ReadOnlySpan<byte> body, long unixSeconds, string secret)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{unixSeconds}.")));
        hmac.AppendData(body);
        return string.Create(CultureInfo.InvariantCulture, $"t={unixSeconds},v1={Convert.ToHexStringLower(hmac.GetHashAndReset())}");
    }
}
