using System.ComponentModel.DataAnnotations;
using SmartDairy.Notifications.Http;

namespace SmartDairy.Notifications.Configuration;

/// <summary>
/// How people and programs are told of alerts; section <c>Notifications</c>. A secret is given as it is or, with <c>File</c> at the end of
/// its key, as a file that holds it. A channel without its settings is off.
/// </summary>
public sealed class NotificationOptions : IValidatableObject
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Notifications";

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

    /// <summary>
    /// What links that acknowledge an alert are signed with, 32 characters or more. Several with blanks between them: the first signs, all
    /// are accepted.
    /// </summary>
    /// <value>Null: in <see cref="LinkKeyFile"/>. Without one messages have no such links.</value>
    public string? LinkKey { get; set; }

    /// <summary>A file with the keys, one a line.</summary>
    /// <value>Null: none.</value>
    public string? LinkKeyFile { get; set; }

    /// <summary>How long a link acknowledges.</summary>
    /// <value>1 to 720 hours. Default 168, a week.</value>
    [Range(1, 720)]
    public int LinkHours { get; set; } = 168;

    /// <summary>
    /// Certificates (PEM) that servers may come from beside those the machine trusts: a company's own authority. For every channel.
    /// </summary>
    /// <value>Null: none.</value>
    public string? TrustedCertificatesFile { get; set; }

    internal IReadOnlyList<string> EffectiveLinkKeys =>
        SecretSource.Read(LinkKey, LinkKeyFile)?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BaseUrl is not null && !HttpAddress.IsValid(BaseUrl))
        {
            yield return new(HttpAddress.DescribeAllowed("https://dairy.example.com"), [nameof(BaseUrl)]);
        }

        foreach (var failure in SecretSource.Validate("Notifications:LinkKey", LinkKey, LinkKeyFile))
        {
            yield return failure;
        }

        if (EffectiveLinkKeys.Any(key => key.Length < MinLinkKeyLength))
        {
            yield return new($"has a key that is shorter than {MinLinkKeyLength} characters.", [nameof(LinkKey)]);
        }

        if (TrustedCertificatesFile is null)
        {
            yield break;
        }

        if (SecretSource.DescribeUnreadable(TrustedCertificatesFile) is { } unreadable)
        {
            yield return new(unreadable, [nameof(TrustedCertificatesFile)]);
        }
        else if (ServerCertificateValidator.TryRead(TrustedCertificatesFile) is null)
        {
            yield return new(
                $"is '{TrustedCertificatesFile}'; allowed is a PEM file with certificates.", [nameof(TrustedCertificatesFile)]);
        }
    }
}
