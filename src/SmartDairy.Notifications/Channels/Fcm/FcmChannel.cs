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

/// <summary>
/// Sends push messages to apps with FCM HTTP v1. The address is a <see cref="PushTargetAddress"/> with a token; the receipt is the name of
/// the message.
/// </summary>
internal sealed class FcmChannel : INotificationChannel, IDisposable
{
    private readonly FcmOptions _settings;
    private readonly FcmServiceAccount? _credentials;
    private readonly FcmAccessTokenProvider? _tokens;
    private readonly ProviderRequestSender _sender;

    public FcmChannel(NotificationOptions settings, ProviderHttpClient http, TimeProvider time)
    {
        _settings = settings.Fcm;
        _sender = new(http.Client, time, TimeSpan.FromSeconds(_settings.TimeoutSeconds));
        _credentials = _settings.CredentialsFile is { } file ? FcmServiceAccount.TryRead(file) : null;
        _tokens = _credentials is null ? null : new(_credentials, _sender, time);
    }

    public DeliveryChannel Channel => DeliveryChannel.Fcm;

    public string? MissingConfiguration
        => _credentials is null ? "Push to apps is disabled: set Notifications:Fcm:CredentialsFile to a readable file." : null;

    public string? ValidateAddress(string address) => PushTargetAddress.Parse(address) is { FcmToken: { Length: > 0 and <= 4_096 } }
        ? null
        : "The push target must have an fcmToken: the registration token of an app, at most 4,096 characters.";

    public async Task<SendResult> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        if (_credentials is null || _tokens is null)
        {
            return new(SendOutcome.Retry, MissingConfiguration!);
        }

        if (ValidateAddress(notification.Address) is { } problem)
        {
            return new(SendOutcome.Rejected, problem);
        }

        var (token, failure) = await _tokens.GetAsync(cancellationToken);
        if (token is null)
        {
            return failure!;
        }

        var address = $"{_settings.Endpoint.TrimEnd('/')}/v1/projects/{Uri.EscapeDataString(_credentials.ProjectId)}/messages:send";
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(CreateBody(notification).ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await _sender.SendAsync(
            request,
            response =>
            {
                if (response.StatusCode == 401)
                {
                    _tokens.Invalidate(token);
                }

                return InterpretResponse(response);
            },
            cancellationToken);
    }

    public void Dispose() => _tokens?.Dispose();

    private static JsonObject CreateBody(Notification notification)
    {
        var urgent = notification.Priority is Priority.Critical or Priority.High;
        var timeToLive =
            string.Create(CultureInfo.InvariantCulture, $"{(int)PriorityFormat.PushTimeToLive(notification.Priority).TotalSeconds}s");
        var data = new JsonObject { ["id"] = notification.Id, ["priority"] = PriorityFormat.ToText(notification.Priority) };
        // FCM accepts 4,096 bytes in total; the alert is included only if it is small enough.
        if (notification.Data is { } alert && Encoding.UTF8.GetByteCount(alert) <= 1_500)
        {
            data["alert"] = alert;
        }

        if (notification.Link is { Length: <= 500 } link)
        {
            data["link"] = link;
        }

        var android = new JsonObject { ["priority"] = urgent ? "high" : "normal", ["ttl"] = timeToLive };
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

    private static SendResult InterpretResponse(ProviderResponse response)
    {
        try
        {
            using var json = JsonDocument.Parse(response.Body);
            if (response.IsSuccess)
            {
                return new(SendOutcome.Delivered, response.Describe("accepted"), json.RootElement.GetProperty("name").GetString());
            }

            var error = json.RootElement.GetProperty("error");
            var code = ReadErrorCode(error);
            var text = $"{code}: {(error.TryGetProperty("message", out var message) ? message.ToString() : "")}";
            return code == "UNREGISTERED" ? new(SendOutcome.AddressGone, response.Describe(text)) : response.ToFailure(text);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return response.IsSuccess
                ? new(SendOutcome.Delivered, response.Describe("accepted"))
                : response.ToFailure(SingleLineText.Truncate(response.Body, 200));
        }
    }

    /// <summary>FCM's specific error code if present (e.g. UNREGISTERED), otherwise the general status (e.g. NOT_FOUND).</summary>
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
