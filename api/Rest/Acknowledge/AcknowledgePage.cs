using System.Globalization;
using System.Text.Encodings.Web;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Farms;

namespace SmartDairy.Api.Rest.Acknowledge;

/// <summary>A page as it is sent: no script, no picture, nothing from elsewhere. Everything that anybody wrote is encoded.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Html">The whole page.</param>
internal sealed record AcknowledgePage(int Status, string Html)
{
    /// <summary>Of <see cref="Style"/>, for the security policy; a test says when it no longer fits.</summary>
    public const string StyleHash = "yHO/rWKr5bJxGlAlw+lQtVbex1zdPByHmLgKqjetOJc=";

    /// <summary>What stands between the tags of the style, to the letter.</summary>
    internal const string Style =
        "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}h1{font-size:1.3rem}"
        + "dt{color:#595959;font-size:.9rem}dd{margin:0 0 .6rem}button{font:inherit;width:100%;padding:.9rem;border:0;border-radius:.4rem;color:#fff;background:#0b5d2a}";

    public static readonly AcknowledgePage InvalidLink = Create(StatusCodes.Status403Forbidden, "This link is not good",
        "It was cut off or changed on its way. Open the link from the message itself, or acknowledge the alert where you usually see it.");

    public static readonly AcknowledgePage ExpiredLink = Create(StatusCodes.Status410Gone, "This link is too old",
        "Links in messages work for some days only. Acknowledge the alert where you usually see it.");

    public static readonly AcknowledgePage NotFound =
        Create(StatusCodes.Status404NotFound, "There is no such alert", "It may have been on another installation.");

    public static readonly AcknowledgePage TooManyRequests =
        Create(StatusCodes.Status429TooManyRequests, "Too many requests", "Wait a minute, and open the link again.");

    public static readonly AcknowledgePage Unavailable =
        Create(StatusCodes.Status503ServiceUnavailable, "Not now",
            "A part of the system is restarting. Open the link again in a few seconds.");

    public static readonly AcknowledgePage InternalError =
        Create(StatusCodes.Status500InternalServerError, "Something went wrong on our side",
            "Acknowledge the alert where you usually see it.");

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Default;

    /// <summary>The alert, and the button when nobody has acknowledged it.</summary>
    /// <param name="alert">As it is now.</param>
    /// <param name="farm">Its farm, for its name and the local time; null when unknown: UTC.</param>
    /// <param name="token">What the button posts.</param>
    /// <param name="justAcknowledged">True after the button was pressed.</param>
    public static AcknowledgePage Create(Alert alert, FarmSnapshot? farm, string token, bool justAcknowledged)
    {
        var title = alert.State switch
        {
            AlertState.Cleared => "This alert is over",
            AlertState.Acknowledged => justAcknowledged ? "Acknowledged" : "Acknowledged already",
            _ => "Acknowledge this alert?",
        };
        var zone = farm is not null && TimeZoneInfo.TryFindSystemTimeZoneById(farm.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        var source = alert.Source.Name is { } name ? $"{name} ({alert.Source.Id})" : alert.Source.Id;
        var body = $"<h1>{title}</h1><p><strong>{Encode(alert.Message)}</strong></p><dl>"
            + Row("Rule", alert.RuleName) + Row("Priority", alert.Priority.ToString().ToUpperInvariant()) + Row("At", source)
            + Row("Farm", farm?.Name ?? $"{alert.FarmId}")
            + Row("Since", FormatLocalTime(alert.OpenedAt, zone))
            + (alert.AcknowledgedAt is { } seen
                ? Row("Acknowledged", $"{FormatLocalTime(seen, zone)}{(alert.AcknowledgedBy is { } by ? $" by {by}" : "")}")
                : "")
            + (alert.ClearedAt is { } cleared ? Row("Over since", FormatLocalTime(cleared, zone)) : "")
            + Row("Alert", alert.Id) + "</dl>";
        if (alert.State == AlertState.Open)
        {
            body += $"<form method=\"post\" action=\"ack\"><input type=\"hidden\" name=\"token\" value=\"{Encode(token)}\"><button>Acknowledge</button></form>";
        }

        return new(StatusCodes.Status200OK, Page(title, body));
    }

    private static AcknowledgePage Create(int status, string title, string text)
        => new(status, Page(title, $"<h1>{title}</h1><p>{text}</p>"));

    private static string Page(string title, string body) =>
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        + $"<title>{title} - Smart Dairy</title><style>{Style}</style></head><body>{body}</body></html>";

    private static string Row(string name, string value) => $"<dt>{name}</dt><dd>{Encode(value)}</dd>";

    private static string Encode(string text) => Encoder.Encode(text);

    private static string FormatLocalTime(long milliseconds, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), zone)
        .ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
}
