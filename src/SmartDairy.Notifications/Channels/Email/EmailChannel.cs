using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Notifications.Http;

namespace SmartDairy.Notifications.Channels.Email;

/// <summary>Sends e-mail over SMTP. The receipt is the server's response to the message.</summary>
internal sealed class EmailChannel : INotificationChannel, IDisposable
{
    private readonly SmtpOptions _settings;
    private readonly MailComposer _composer;
    private readonly SmtpConnectionPool _connections;

    public EmailChannel(NotificationOptions settings, ServerCertificateValidator trusted, TimeProvider time)
    {
        _settings = settings.Smtp;
        _composer = new(_settings, time);
        _connections = new(_settings, trusted, time);
    }

    public DeliveryChannel Channel => DeliveryChannel.Email;

    public string? MissingConfiguration => _settings.Host is null ? "E-mail is disabled: set Notifications:Smtp:Host." : null;

    public string? ValidateAddress(string address) => MailComposer.Parse(address) is null
        ? $"'{SingleLineText.Truncate(SingleLineText.ToSingleLine(address), 100)}' is not an e-mail address; write e.g. anna@example.com."
        : null;

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

        using var message = _composer.Compose(notification);
        try
        {
            var response = SingleLineText.ToSingleLine(await _connections.SendAsync(message, cancellationToken));
            return new(SendOutcome.Delivered, response, response);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return ToSendResult(error);
        }
    }

    public void Dispose() => _connections.Dispose();

    private SendResult ToSendResult(Exception error)
    {
        var server = string.Create(CultureInfo.InvariantCulture, $"{_settings.Host}:{_settings.Port}");
        return error switch
        {
            // A server that requires authentication has not rejected the message itself.
            SmtpCommandException
            {
                StatusCode: SmtpStatusCode.AuthenticationRequired or SmtpStatusCode.AuthenticationMechanismTooWeak
                or SmtpStatusCode.EncryptionRequiredForAuthenticationMechanism
            } refused =>
                Retry($"{server} requires authentication before it accepts mail: {(int)refused.StatusCode} {refused.Message}"),
            ServiceNotAuthenticatedException => Retry($"{server} requires authentication before it accepts mail: {error.Message}"),
            SmtpCommandException refused => new(
                (int)refused.StatusCode >= 500 ? SendOutcome.Rejected : SendOutcome.Retry,
                SingleLineText.ToSingleLine(string.Create(CultureInfo.InvariantCulture, $"{(int)refused.StatusCode} {refused.Message}"))),
            AuthenticationException => Retry($"{server} rejected the login of Notifications:Smtp:User: {error.Message}"),
            SslHandshakeException =>
                Retry($"{server} has an untrusted certificate: it is not valid for this name, or its authority is known neither to this machine nor in Notifications:TrustedCertificatesFile."),
            NotSupportedException when _settings.Security == SmtpSecurity.StartTls && !_connections.LastWasSecure =>
                Retry($"{server} offers no STARTTLS, which Notifications:Smtp:Security requires; nothing was sent."),
            NotSupportedException => Retry($"{server} offers no supported authentication method: {error.Message}"),
            OperationCanceledException or TimeoutException => Retry($"{server} did not respond within {_settings.TimeoutSeconds} s."),
            SocketException or IOException or ProtocolException or ServiceNotConnectedException =>
                Retry($"{server} cannot be reached or closed the connection: {error.Message}"),
            _ => Retry($"Failed to send the mail through {server} ({error.GetType().Name})."),
        };
    }

    private static SendResult Retry(string text) => new(SendOutcome.Retry, SingleLineText.ToSingleLine(text));
}
