using SmartDairy.Notifications.Http;

namespace SmartDairy.Notifications.Configuration;

/// <summary>
/// How people and programs are told of alerts; section <c>Notifications</c>. A secret is given as it is or, with <c>File</c> at the end of its key, as a file that holds it.
/// A channel without its settings is off.
/// </summary>
public sealed class NotificationOptions
{
    /// <summary>The least characters of a key for links.</summary>
    public const int MinLinkKeyLength = 32;

    public SmtpOptions Smtp { get; set; } = new();

    public SmsOptions Sms { get; set; } = new();

    public WebPushOptions WebPush { get; set; } = new();

    public FcmOptions Fcm { get; set; } = new();

    public WebhookOptions Webhook { get; set; } = new();

    public DeliveryRetryOptions Retry { get; set; } = new();

    public DeliveryRateOptions Rate { get; set; } = new();

    /// <summary>The dashboard's address, for links in messages, e.g. <c>https://dairy.example.com</c>.</summary>
    /// <value>Null: messages have no links.</value>
    public string? BaseUrl { get; set; }

    /// <summary>What links that acknowledge an alert are signed with, 32 characters or more. Several with blanks between them: the first signs, all are accepted.</summary>
    /// <value>Null: in <see cref="LinkKeyFile"/>. Without one messages have no such links.</value>
    public string? LinkKey { get; set; }

    /// <summary>A file with the keys, one a line.</summary>
    /// <value>Null: none.</value>
    public string? LinkKeyFile { get; set; }

    /// <summary>How long a link acknowledges.</summary>
    /// <value>1 to 720 hours. Default 168, a week.</value>
    public int LinkHours { get; set; } = 168;

    /// <summary>Certificates (PEM) that servers may come from beside those the machine trusts: a company's own authority. For every channel.</summary>
    /// <value>Null: none.</value>
    public string? TrustedCertificatesFile { get; set; }

    internal IReadOnlyList<string> EffectiveLinkKeys =>
        SecretSource.Read(LinkKey, LinkKeyFile)?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>What is wrong, each a sentence that names the key and what is allowed; empty when nothing is. Says no secret.</summary>
    public IReadOnlyList<string> Validate()
    {
        var check = new OptionsValidator();
        Smtp.Validate(check);
        Sms.Validate(check);
        WebPush.Validate(check);
        Fcm.Validate(check);
        Webhook.Validate(check);
        Retry.Validate(check);
        Rate.Validate(check);
        check.RequireUrl("Notifications:BaseUrl", BaseUrl, "https://dairy.example.com");
        check.RequireSingleSecretSource("Notifications:LinkKey", LinkKey, LinkKeyFile);
        check.RequireRange("Notifications:LinkHours", LinkHours, 1, 720, 168);
        if (EffectiveLinkKeys.Any(key => key.Length < MinLinkKeyLength))
        {
            check.AddFailure($"Notifications:LinkKey has a key that is shorter than {MinLinkKeyLength} characters.");
        }

        check.RequireReadableFile("Notifications:TrustedCertificatesFile", TrustedCertificatesFile);
        if (TrustedCertificatesFile is not null && File.Exists(TrustedCertificatesFile) && ServerCertificateValidator.TryRead(TrustedCertificatesFile) is null)
        {
            check.AddFailure($"Notifications:TrustedCertificatesFile is '{TrustedCertificatesFile}'; allowed is a PEM file with certificates.");
        }

        return check.Failures;
    }
}
