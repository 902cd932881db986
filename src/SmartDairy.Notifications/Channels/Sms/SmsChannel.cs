using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Notifications.Http;

namespace SmartDairy.Notifications.Channels.Sms;

/// <summary>SMS by Twilio, or a provider that takes the same form. The receipt is the provider's <c>sid</c>.</summary>
internal sealed partial class SmsChannel(NotificationOptions settings, ProviderHttpClient http, TimeProvider time) : INotificationChannel
{
    /// <summary>The most characters a provider takes.</summary>
    public const int MaxLength = 1_600;

    private readonly SmsOptions _settings = settings.Sms;
    private readonly ProviderRequestSender _exchange = new(http.Client, time, TimeSpan.FromSeconds(settings.Sms.TimeoutSeconds));

    public DeliveryChannel Channel => DeliveryChannel.Sms;

    public string? MissingConfiguration => _settings.AccountSid is null ? "SMS is off: Notifications:Sms:AccountSid is not set." : null;

    public string? ValidateAddress(string address) => PhoneNumberPattern().IsMatch(address)
        ? null
        : $"'{SingleLineText.Truncate(SingleLineText.ToSingleLine(address), 40)}' is no telephone number; allowed is the international form, such as +491701234567.";

    public async Task<SendResult> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        if (MissingConfiguration is { } off)
        {
            return new(SendOutcome.Retry, off);
        }

        if (ValidateAddress(notification.Address) is { } objection)
        {
            return new(SendOutcome.Rejected, objection);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, _settings.RequestUri)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["To"] = notification.Address,
                ["From"] = _settings.From ?? "",
                ["Body"] = SingleLineText.Truncate(notification.Text, MaxLength),
            }),
        };
        var login = Encoding.UTF8.GetBytes($"{_settings.AccountSid}:{_settings.EffectiveAuthToken}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(login));
        request.Headers.TryAddWithoutValidation("Idempotency-Key", SingleLineText.ToSingleLine(notification.Id));
        return await _exchange.SendAsync(request, InterpretResponse, cancellationToken);
    }

    private static SendResult InterpretResponse(ProviderResponse answer)
    {
        var (sid, code, message) = Read(answer.Body);
        var text = code is null ? message : string.Create(CultureInfo.InvariantCulture, $"{code}: {message}");
        return answer.IsSuccess
            ? new(SendOutcome.Delivered, answer.Describe(message ?? "taken"), sid)
            : answer.ToFailure(text ?? SingleLineText.Truncate(answer.Body, 200));
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
    private static partial Regex PhoneNumberPattern();
}
