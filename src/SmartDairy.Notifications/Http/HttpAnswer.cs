using System.Globalization;
using System.Net;
using SmartDairy.Notifications.Channels;

namespace SmartDairy.Notifications.Http;

/// <param name="Body">Its first 16 KiB.</param>
/// <param name="RetryAfter">How long the server wants to be left alone; null when it did not say.</param>
/// <param name="Location">The header of that name; null when there is none.</param>
internal sealed record HttpAnswer(HttpStatusCode Status, string Body, TimeSpan? RetryAfter, string? Location)
{
    public int Code => (int)Status;

    public bool Success => Code is >= 200 and < 300;

    /// <summary>An answer that says nothing against the message itself: log-in trouble, too many requests, the server's own trouble.</summary>
    public bool Temporary => Code is 401 or 408 or 425 or 429 or >= 500;

    /// <summary>What the status alone says, with a text of the answer.</summary>
    public ChannelAnswer Failed(string text) => Code is >= 300 and < 400
        ? new(ChannelVerdict.Refused, string.Create(CultureInfo.InvariantCulture, $"{Code}: redirects are not followed."))
        : new(Temporary ? ChannelVerdict.Retry : ChannelVerdict.Refused, Line(text), RetryAfter: RetryAfter);

    /// <summary>The status and a text, as an answer shows them.</summary>
    public string Line(string text) => AnswerText.Of(string.Create(CultureInfo.InvariantCulture, $"{Code} {text}"));
}
