using System.Text;
using System.Text.Json.Nodes;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Notifications.Http;

namespace SmartDairy.Notifications.Channels.Webhooks;

/// <summary>Posts the alert as signed JSON to a URL of a rule. Only hosts allowed by the operator are called.</summary>
internal sealed class WebhookChannel(NotificationOptions settings, SsrfGuardedHttpClient http, TimeProvider time) : INotificationChannel
{
    private readonly AllowedHosts _hosts = new(settings.Webhook.AllowedHosts);
    private readonly string? _secret = settings.Webhook.EffectiveSecret;
    private readonly ProviderRequestSender _sender = new(http.Client, time, TimeSpan.FromSeconds(settings.Webhook.TimeoutSeconds));

    public DeliveryChannel Channel => DeliveryChannel.Webhook;

    public string? MissingConfiguration => !_hosts.Any
        ? "Webhooks are disabled: set Notifications:Webhook:AllowedHosts."
        : _secret is null ? "Webhooks are disabled: set Notifications:Webhook:Secret." : null;

    public string? ValidateAddress(string address)
    {
        if (address.Length > 2_000 || !Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            return "The webhook's url is not a valid URL; it must be https with at most 2,000 characters.";
        }

        return _hosts.Contains(uri)
            ? http.ValidateUri(uri)
            : $"The webhook's host {SingleLineText.Truncate(uri.Host, 100)} is not allowed; the operator can allow it in Notifications:Webhook:AllowedHosts.";
    }

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

        var body = Encoding.UTF8.GetBytes(notification.Data ?? new JsonObject { ["message"] = notification.Text }.ToJsonString());
        using var request = new HttpRequestMessage(HttpMethod.Post, notification.Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        request.Headers.TryAddWithoutValidation(
            WebhookSignature.HeaderName, WebhookSignature.Compute(body, time.GetUtcNow().ToUnixTimeSeconds(), _secret!));
        request.Headers.TryAddWithoutValidation("Idempotency-Key", SingleLineText.ToSingleLine(notification.Id));
        request.Headers.UserAgent.Add(new("SmartDairy", "1"));
        return await _sender.SendAsync(request, InterpretResponse, cancellationToken);
    }

    private static SendResult InterpretResponse(ProviderResponse response) => response.IsSuccess
        ? new(SendOutcome.Delivered, response.Describe(SingleLineText.Truncate(response.Body, 200)))
        : response.ToFailure(SingleLineText.Truncate(response.Body, 200));
}
