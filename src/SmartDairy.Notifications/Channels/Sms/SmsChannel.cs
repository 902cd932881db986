using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Notifications.Http;

namespace SmartDairy.Notifications.Channels.Sms;

/// <summary>Sends SMS with Twilio or a provider with the same API. The receipt is the provider's <c>sid</c>.</summary>
internal sealed partial class SmsChannel(NotificationOptions settings, ProviderHttpClient http, TimeProvider time) : INotificationChannel
{
    /// <summary>Maximum number of characters a provider accepts.</summary>
    public const int MaxLength = 1_600;

    private readonly SmsOptions _settings = settings.Sms;
    private readonly ProviderRequestSender _sender = new(http.Client, time, TimeSpan.FromSeconds(settings.Sms.TimeoutSeconds));

    public DeliveryChannel Channel => DeliveryChannel.Sms;

    public string? MissingConfiguration => _settings.AccountSid is null ? "SMS is disabled: set Notifications:Sms:AccountSid." : null;

    public string? ValidateAddress(string address) => PhoneNumberPattern().IsMatch(address)
        ? null
        : $"'{SingleLineText.Truncate(SingleLineText.ToSingleLine(address), 40)}' is not a phone number in international format, e.g. +491701234567.";

    public async Task<SendResult> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        if (MissingConfiguration is { } missing)
        {
            return new(SendOutcome.Retry, missing);
        }

        if (ValidateAddress(notification.Address) is { } problem)
        {
            return new(SendOutcome.Rejected, problem);
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
        return await _sender.SendAsync(request, InterpretResponse, cancellationToken);
    }

    private static SendResult InterpretResponse(ProviderResponse response)
    {
        var (sid, code, message) = Read(response.Body);
        var text = code is null ? message : string.Create(CultureInfo.InvariantCulture, $"{code}: {message}");
        return response.IsSuccess
            ? new(SendOutcome.Delivered, response.Describe(message ?? "accepted"), sid)
            : response.ToFailure(text ?? SingleLineText.Truncate(response.Body, 200));
    }

    /// <summary>Reads the message id, the error code, and the error message or status from Twilio's JSON.</summary>
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

            long? code = root.TryGetProperty("code", out var number) && number.ValueKind == JsonValueKind.Number
                && number.TryGetInt64(out var value) ? value : null;
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
