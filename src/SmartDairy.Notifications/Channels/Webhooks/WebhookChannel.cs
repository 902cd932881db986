using System.Text;
using System.Text.Json.Nodes;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Notifications.Http;

namespace SmartDairy.Notifications.Channels.Webhooks;

/// <summary>Posts the alert as JSON to an address of a rule, signed. Only to hosts the operator allows.</summary>
internal sealed class WebhookChannel(NotificationOptions settings, SsrfGuardedHttpClient http, TimeProvider time) : INotificationChannel
{
    private readonly AllowedHosts _hosts = new(settings.Webhook.AllowedHosts);
    private readonly string? _secret = settings.Webhook.EffectiveSecret;
    private readonly ProviderRequestSender _exchange = new(http.Client, time, TimeSpan.FromSeconds(settings.Webhook.TimeoutSeconds));

    public DeliveryChannel Channel => DeliveryChannel.Webhook;

    public string? MissingConfiguration => !_hosts.Any
        ? "Webhooks are off: Notifications:Webhook:AllowedHosts is empty."
        : _secret is null ? "Webhooks are off: Notifications:Webhook:Secret is not set." : null;

    public string? ValidateAddress(string address)
    {
        if (address.Length > 2_000 || !Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            return "The webhook's url is no address; allowed is https with up to 2,000 characters.";
        }

        return _hosts.Contains(uri)
            ? http.ValidateUri(uri)
            : $"The webhook's host {SingleLineText.Truncate(uri.Host, 100)} is not allowed; the operator allows hosts in Notifications:Webhook:AllowedHosts.";
    }

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

        var body = Encoding.UTF8.GetBytes(notification.Data ?? new JsonObject { ["message"] = notification.Text }.ToJsonString());
        using var request = new HttpRequestMessage(HttpMethod.Post, notification.Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        request.Headers.TryAddWithoutValidation(WebhookSignature.HeaderName, WebhookSignature.Compute(body, time.GetUtcNow().ToUnixTimeSeconds(), _secret!));
        request.Headers.TryAddWithoutValidation("Idempotency-Key", SingleLineText.ToSingleLine(notification.Id));
        request.Headers.UserAgent.Add(new("SmartDairy", "1"));
        return await _exchange.SendAsync(request, InterpretResponse, cancellationToken);
    }

    private static SendResult InterpretResponse(ProviderResponse answer) => answer.IsSuccess
        ? new(SendOutcome.Delivered, answer.Describe(SingleLineText.Truncate(answer.Body, 200)))
        : answer.ToFailure(SingleLineText.Truncate(answer.Body, 200));
}
