using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Http;
using SmartDairy.Notifications.Settings;

namespace SmartDairy.Notifications.Channels.Fcm;

/// <summary>Push messages to apps, FCM HTTP v1. The address is a <see cref="PushAddress"/> with a token; the receipt is the message's name.</summary>
internal sealed class FcmChannel : INotificationChannel, IDisposable
{
    private readonly FcmSettings _settings;
    private readonly FcmCredentials? _credentials;
    private readonly FcmTokens? _tokens;
    private readonly HttpExchange _exchange;

    public FcmChannel(NotificationSettings settings, OperatorHttp http, TimeProvider time)
    {
        _settings = settings.Fcm;
        _exchange = new(http.Client, time, TimeSpan.FromSeconds(_settings.TimeoutSeconds));
        _credentials = _settings.CredentialsFile is { } file ? FcmCredentials.TryRead(file) : null;
        _tokens = _credentials is null ? null : new(_credentials, _exchange, time);
    }

    public DeliveryChannel Channel => DeliveryChannel.Fcm;

    public string? Unconfigured => _credentials is null ? "Push to apps is off: Notifications:Fcm:CredentialsFile is not set, or cannot be read." : null;

    public string? Objection(string address) => PushAddress.Parse(address) is { FcmToken: { Length: > 0 and <= 4_096 } }
        ? null
        : "The push target has no fcmToken; allowed is the registration token of an app, up to 4,096 characters.";

    public async Task<ChannelAnswer> SendAsync(Notification notification, CancellationToken cancellation)
    {
        if (_credentials is null || _tokens is null)
        {
            return new(ChannelVerdict.Retry, Unconfigured!);
        }

        if (Objection(notification.Address) is { } objection)
        {
            return new(ChannelVerdict.Refused, objection);
        }

        var (token, trouble) = await _tokens.GetAsync(cancellation);
        if (token is null)
        {
            return trouble!;
        }

        var address = $"{_settings.Endpoint.TrimEnd('/')}/v1/projects/{Uri.EscapeDataString(_credentials.ProjectId)}/messages:send";
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(Body(notification).ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _exchange.SendAsync(
            request,
            answer =>
            {
                if (answer.Code == 401)
                {
                    _tokens.Forget(token);
                }

                return Judge(answer);
            },
            cancellation);
    }

    public void Dispose() => _tokens?.Dispose();

    private static JsonObject Body(Notification notification)
    {
        var urgent = notification.Priority is Priority.Critical or Priority.High;
        var life = string.Create(CultureInfo.InvariantCulture, $"{(int)PriorityNames.Life(notification.Priority).TotalSeconds}s");
        var data = new JsonObject { ["id"] = notification.Id, ["priority"] = PriorityNames.Of(notification.Priority) };
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
                ["token"] = PushAddress.Parse(notification.Address)!.FcmToken,
                ["notification"] = new JsonObject
                {
                    ["title"] = AnswerText.Shorten(notification.Subject, 100),
                    ["body"] = AnswerText.Shorten(notification.Text, 400),
                },
                ["data"] = data,
                ["android"] = android,
                ["apns"] = new JsonObject { ["headers"] = apns },
            },
        };
    }

    private static ChannelAnswer Judge(HttpAnswer answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            if (answer.Success)
            {
                return new(ChannelVerdict.Delivered, answer.Line("taken"), json.RootElement.GetProperty("name").GetString());
            }

            var error = json.RootElement.GetProperty("error");
            var code = ErrorCode(error);
            var text = $"{code}: {(error.TryGetProperty("message", out var message) ? message.ToString() : "")}";
            return code == "UNREGISTERED" ? new(ChannelVerdict.Gone, answer.Line(text)) : answer.Failed(text);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return answer.Success ? new(ChannelVerdict.Delivered, answer.Line("taken")) : answer.Failed(AnswerText.Shorten(answer.Body, 200));
        }
    }

    /// <summary>FCM's own code when it gives one (UNREGISTERED), else the general one (NOT_FOUND).</summary>
    private static string ErrorCode(JsonElement error)
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
