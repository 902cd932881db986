using System.ComponentModel.DataAnnotations;

namespace SmartDairy.Notifications.Configuration;

/// <summary>The SMS provider: Twilio, or one that takes the same form; section <c>Notifications:Sms</c>.</summary>
public sealed class SmsOptions : IValidatableObject
{
    /// <summary>Twilio's address for messages.</summary>
    public const string TwilioUrl = "https://api.twilio.com/2010-04-01/Accounts/{sid}/Messages.json";

    /// <summary>Where the form with To, From and Body is posted; <c>{sid}</c> stands for <see cref="AccountSid"/>.</summary>
    /// <value>Default: Twilio's.</value>
    public string Url { get; set; } = TwilioUrl;

    /// <summary>The account, and the name to log in with.</summary>
    /// <value>Null: no SMS is sent.</value>
    public string? AccountSid { get; set; }

    /// <value>Null: in <see cref="AuthTokenFile"/>.</value>
    public string? AuthToken { get; set; }

    /// <summary>A file with the token.</summary>
    /// <value>Null: none.</value>
    public string? AuthTokenFile { get; set; }

    /// <summary>The number or the name messages come from.</summary>
    /// <value>Required with <see cref="AccountSid"/>.</value>
    public string? From { get; set; }

    /// <summary>How long one message may take.</summary>
    /// <value>1 to 300 seconds. Default 30.</value>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 30;

    internal string? EffectiveAuthToken => SecretSource.Read(AuthToken, AuthTokenFile);

    internal Uri RequestUri => new(Url.Replace("{sid}", Uri.EscapeDataString(AccountSid ?? ""), StringComparison.Ordinal));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!HttpAddress.IsValid(Url))
        {
            yield return new(HttpAddress.DescribeAllowed(TwilioUrl), [nameof(Url)]);
        }

        foreach (var failure in SecretSource.Validate("Notifications:Sms:AuthToken", AuthToken, AuthTokenFile))
        {
            yield return failure;
        }

        if (AccountSid is not null && EffectiveAuthToken is null)
        {
            yield return new("is set without Notifications:Sms:AuthToken or Notifications:Sms:AuthTokenFile.", [nameof(AccountSid)]);
        }

        if (AccountSid is not null && string.IsNullOrWhiteSpace(From))
        {
            yield return new("is missing; allowed is the number or the name messages come from, such as +4915112345678.", [nameof(From)]);
        }
    }
}
