using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Http;
using SmartDairy.Notifications.Settings;

namespace SmartDairy.Notifications.Channels.Sms;

/// <summary>SMS by Twilio, or a provider that takes the same form. The receipt is the provider's <c>sid</c>.</summary>
internal sealed partial class SmsChannel(NotificationSettings settings, OperatorHttp http, TimeProvider time) : INotificationChannel
{
    /// <summary>The most characters a provider takes.</summary>
    public const int MaxLength = 1_600;

    private readonly SmsSettings _settings = settings.Sms;
    private readonly HttpExchange _exchange = new(http.Client, time, TimeSpan.FromSeconds(settings.Sms.TimeoutSeconds));

    public DeliveryChannel Channel => DeliveryChannel.Sms;

    public string? Unconfigured => _settings.AccountSid is null ? "SMS is off: Notifications:Sms:AccountSid is not set." : null;

    public string? Objection(string address) => Number().IsMatch(address)
        ? null
        : $"'{AnswerText.Shorten(AnswerText.Of(address), 40)}' is no telephone number; allowed is the international form, such as +491701234567.";

    public async Task<ChannelAnswer> SendAsync(Notification notification, CancellationToken cancellation)
    {
        if (Unconfigured is { } off)
        {
            return new(ChannelVerdict.Retry, off);
        }

        if (Objection(notification.Address) is { } objection)
        {
            return new(ChannelVerdict.Refused, objection);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, _settings.Target)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["To"] = notification.Address,
                ["From"] = _settings.From ?? "",
                ["Body"] = AnswerText.Shorten(notification.Text, MaxLength),
            }),
        };
        var login = Encoding.UTF8.GetBytes($"{_settings.AccountSid}:{_settings.Secret}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(login));
        request.Headers.TryAddWithoutValidation("Idempotency-Key", AnswerText.Of(notification.Id));
        return await _exchange.SendAsync(request, Judge, cancellation);
    }

    private static ChannelAnswer Judge(HttpAnswer answer)
    {
        var (sid, code, message) = Read(answer.Body);
        var text = code is null ? message : string.Create(CultureInfo.InvariantCulture, $"{code}: {message}");
        return answer.Success
            ? new(ChannelVerdict.Delivered, answer.Line(message ?? "taken"), sid)
            : answer.Failed(text ?? AnswerText.Shorten(answer.Body, 200));
    }

    /// <summary>What is worth keeping of Twilio's JSON: the message's id or the error's code, and the status or what was wrong.</summary>
    private static (string? Sid, long? Code, string? Text) Read(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return default;
            }

            long? code = root.TryGetProperty("code", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt64(out var value) ? value : null;
            return (Text(root, "sid"), code, Text(root, "message") ?? Text(root, "status"));
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z")]
    private static partial Regex Number();
}
