using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Notifications.Http;

namespace SmartDairy.Notifications.Channels.Email;

/// <summary>Mail over SMTP. The receipt is the server's answer to the message.</summary>
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

    public string? MissingConfiguration => _settings.Host is null ? "Mail is off: Notifications:Smtp:Host is not set." : null;

    public string? ValidateAddress(string address) => MailComposer.Parse(address) is null
        ? $"'{SingleLineText.Truncate(SingleLineText.ToSingleLine(address), 100)}' is no mail address; allowed is one such as anna@example.com."
        : null;

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

        using var message = _composer.Compose(notification);
        try
        {
            var answer = SingleLineText.ToSingleLine(await _connections.SendAsync(message, cancellationToken));
            return new(SendOutcome.Delivered, answer, answer);
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
            // A server that wants a log-in first has nothing against the mail.
            SmtpCommandException { StatusCode: SmtpStatusCode.AuthenticationRequired or SmtpStatusCode.AuthenticationMechanismTooWeak or SmtpStatusCode.EncryptionRequiredForAuthenticationMechanism } refused =>
                Retry($"{server} wants a log-in before it takes mail: {(int)refused.StatusCode} {refused.Message}"),
            ServiceNotAuthenticatedException => Retry($"{server} wants a log-in before it takes mail: {error.Message}"),
            SmtpCommandException refused => new(
                (int)refused.StatusCode >= 500 ? SendOutcome.Rejected : SendOutcome.Retry,
                SingleLineText.ToSingleLine(string.Create(CultureInfo.InvariantCulture, $"{(int)refused.StatusCode} {refused.Message}"))),
            AuthenticationException => Retry($"{server} did not accept the log-in of Notifications:Smtp:User: {error.Message}"),
            SslHandshakeException => Retry($"{server} could not be trusted: its certificate is not valid for this name, or comes from no authority this machine or Notifications:TrustedCertificatesFile knows."),
            NotSupportedException when _settings.Security == SmtpSecurity.StartTls && !_connections.LastWasSecure =>
                Retry($"{server} offers no STARTTLS, and Notifications:Smtp:Security asks for it: nothing was sent."),
            NotSupportedException => Retry($"{server} does not offer a way to log in that is understood here: {error.Message}"),
            OperationCanceledException or TimeoutException => Retry($"{server} did not answer within {_settings.TimeoutSeconds} s."),
            SocketException or IOException or ProtocolException or ServiceNotConnectedException =>
                Retry($"{server} cannot be reached, or broke off: {error.Message}"),
            _ => Retry($"{server}: the mail could not be sent ({error.GetType().Name})."),
        };
    }

    private static SendResult Retry(string text) => new(SendOutcome.Retry, SingleLineText.ToSingleLine(text));
}
