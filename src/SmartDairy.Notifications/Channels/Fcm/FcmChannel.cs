using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Notifications.Http;

namespace SmartDairy.Notifications.Channels.Fcm;

/// <summary>Push messages to apps, FCM HTTP v1. The address is a <see cref="PushTargetAddress"/> with a token; the receipt is the message's name.</summary>
internal sealed class FcmChannel : INotificationChannel, IDisposable
{
    private readonly FcmOptions _settings;
    private readonly FcmServiceAccount? _credentials;
    private readonly FcmAccessTokenProvider? _tokens;
    private readonly ProviderRequestSender _exchange;

    public FcmChannel(NotificationOptions settings, ProviderHttpClient http, TimeProvider time)
    {
        _settings = settings.Fcm;
        _exchange = new(http.Client, time, TimeSpan.FromSeconds(_settings.TimeoutSeconds));
        _credentials = _settings.CredentialsFile is { } file ? FcmServiceAccount.TryRead(file) : null;
        _tokens = _credentials is null ? null : new(_credentials, _exchange, time);
    }

    public DeliveryChannel Channel => DeliveryChannel.Fcm;

    public string? MissingConfiguration => _credentials is null ? "Push to apps is off: Notifications:Fcm:CredentialsFile is not set, or cannot be read." : null;

    public string? ValidateAddress(string address) => PushTargetAddress.Parse(address) is { FcmToken: { Length: > 0 and <= 4_096 } }
        ? null
        : "The push target has no fcmToken; allowed is the registration token of an app, up to 4,096 characters.";

    public async Task<SendResult> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        if (_credentials is null || _tokens is null)
        {
            return new(SendOutcome.Retry, MissingConfiguration!);
        }

        if (ValidateAddress(notification.Address) is { } objection)
        {
            return new(SendOutcome.Rejected, objection);
        }

        var (token, trouble) = await _tokens.GetAsync(cancellationToken);
        if (token is null)
        {
            return trouble!;
        }

        var address = $"{_settings.Endpoint.TrimEnd('/')}/v1/projects/{Uri.EscapeDataString(_credentials.ProjectId)}/messages:send";
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(CreateBody(notification).ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _exchange.SendAsync(
            request,
            answer =>
            {
                if (answer.StatusCode == 401)
                {
                    _tokens.Invalidate(token);
                }

                return InterpretResponse(answer);
            },
            cancellationToken);
    }

    public void Dispose() => _tokens?.Dispose();

    private static JsonObject CreateBody(Notification notification)
    {
        var urgent = notification.Priority is Priority.Critical or Priority.High;
        var life = string.Create(CultureInfo.InvariantCulture, $"{(int)PriorityFormat.PushTimeToLive(notification.Priority).TotalSeconds}s");
        var data = new JsonObject { ["id"] = notification.Id, ["priority"] = PriorityFormat.ToText(notification.Priority) };
        // FCM takes 4,096 bytes in all; the alert goes along when it leaves room.
        if (notification.Data is { } alert && Encoding.UTF8.GetByteCount(alert) <= 1_500)
        {
            data["alert"] = alert;
        }

        if (notification.Link is { Length: <= 500 } link)
        {
            data["link"] = link;
        }

        var android = new JsonObject { ["priority"] = urgent ? "high" : "normal", ["ttl"] = life };
        var apns = new JsonObject { ["apns-priority"] = urgent ? "10" : "5" };
        if (notification.Topic is { Length: <= 64 } topic)
        {
            android["collapse_key"] = topic;
            android["notification"] = new JsonObject { ["tag"] = topic };
            apns["apns-collapse-id"] = topic;
        }

        return new()
        {
            ["message"] = new JsonObject
            {
                ["token"] = PushTargetAddress.Parse(notification.Address)!.FcmToken,
                ["notification"] = new JsonObject
                {
                    ["title"] = SingleLineText.Truncate(notification.Subject, 100),
                    ["body"] = SingleLineText.Truncate(notification.Text, 400),
                },
                ["data"] = data,
                ["android"] = android,
                ["apns"] = new JsonObject { ["headers"] = apns },
            },
        };
    }

    private static SendResult InterpretResponse(ProviderResponse answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            if (answer.IsSuccess)
            {
                return new(SendOutcome.Delivered, answer.Describe("taken"), json.RootElement.GetProperty("name").GetString());
            }

            var error = json.RootElement.GetProperty("error");
            var code = ReadErrorCode(error);
            var text = $"{code}: {(error.TryGetProperty("message", out var message) ? message.ToString() : "")}";
            return code == "UNREGISTERED" ? new(SendOutcome.AddressGone, answer.Describe(text)) : answer.ToFailure(text);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return answer.IsSuccess ? new(SendOutcome.Delivered, answer.Describe("taken")) : answer.ToFailure(SingleLineText.Truncate(answer.Body, 200));
        }
    }

    /// <summary>FCM's own code when it gives one (UNREGISTERED), else the general one (NOT_FOUND).</summary>
    private static string ReadErrorCode(JsonElement error)
    {
        if (error.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Array)
        {
            foreach (var detail in details.EnumerateArray())
            {
                if (detail.TryGetProperty("errorCode", out var code))
                {
                    return code.ToString();
                }
            }
        }

        return error.TryGetProperty("status", out var status) ? status.ToString() : "";
    }
}
