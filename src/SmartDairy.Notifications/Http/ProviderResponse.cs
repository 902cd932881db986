using System.Globalization;
using System.Net;
using SmartDairy.Notifications.Channels;

namespace SmartDairy.Notifications.Http;

/// <param name="Body">Its first 16 KiB.</param>
/// <param name="RetryAfter">How long the server wants to be left alone; null when it did not say.</param>
/// <param name="Location">The header of that name; null when there is none.</param>
internal sealed record ProviderResponse(HttpStatusCode Status, string Body, TimeSpan? RetryAfter, string? Location)
{
    public int StatusCode => (int)Status;

    public bool IsSuccess => StatusCode is >= 200 and < 300;

    /// <summary>An answer that says nothing against the message itself: log-in trouble, too many requests, the server's own trouble.</summary>
    public bool IsTransient => StatusCode is 401 or 408 or 425 or 429 or >= 500;

    /// <summary>What the status alone says, with a text of the answer.</summary>
    public SendResult ToFailure(string text) => StatusCode is >= 300 and < 400
        ? new(SendOutcome.Rejected, string.Create(CultureInfo.InvariantCulture, $"{StatusCode}: redirects are not followed."))
        : new(IsTransient ? SendOutcome.Retry : SendOutcome.Rejected, Describe(text), RetryAfter: RetryAfter);

    /// <summary>The status and a text, as an answer shows them.</summary>
    public string Describe(string text) => SingleLineText.ToSingleLine(string.Create(CultureInfo.InvariantCulture, $"{StatusCode} {text}"));
}
