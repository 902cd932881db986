using System.Globalization;
using System.Net;
using SmartDairy.Notifications.Channels;

namespace SmartDairy.Notifications.Http;

/// <summary>The response of a provider.</summary>
/// <param name="Body">The first 16 KiB of the body.</param>
/// <param name="RetryAfter">Time to wait requested by the server; null when it requested none.</param>
/// <param name="Location">The Location header; null when there is none.</param>
internal sealed record ProviderResponse(HttpStatusCode Status, string Body, TimeSpan? RetryAfter, string? Location)
{
    public int StatusCode => (int)Status;

    public bool IsSuccess => StatusCode is >= 200 and < 300;

    /// <summary>
    /// True for failures that do not concern the message itself: failed authentication, too many requests, or a server error.
    /// </summary>
    public bool IsTransient => StatusCode is 401 or 408 or 425 or 429 or >= 500;

    /// <summary>The result of a failed request by its status, with a text from the response.</summary>
    public SendResult ToFailure(string text) => StatusCode is >= 300 and < 400
        ? new(SendOutcome.Rejected, string.Create(CultureInfo.InvariantCulture, $"{StatusCode}: redirects are not followed."))
        : new(IsTransient ? SendOutcome.Retry : SendOutcome.Rejected, Describe(text), RetryAfter: RetryAfter);

    /// <summary>The status followed by a text, on a single line.</summary>
    public string Describe(string text) => SingleLineText.ToSingleLine(string.Create(CultureInfo.InvariantCulture, $"{StatusCode} {text}"));
}
