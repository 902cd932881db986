namespace SmartDairy.Notifications.Settings;

/// <summary>The SMS provider: Twilio, or one that takes the same form; section <c>Notifications:Sms</c>.</summary>
public sealed class SmsSettings
{
    /// <summary>Twilio's address for messages.</summary>
    public const string Twilio = "https://api.twilio.com/2010-04-01/Accounts/{sid}/Messages.json";

    /// <summary>Where the form with To, From and Body is posted; <c>{sid}</c> stands for <see cref="AccountSid"/>.</summary>
    /// <value>Default: Twilio's.</value>
    public string Url { get; set; } = Twilio;

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
    public int TimeoutSeconds { get; set; } = 30;

    internal string? Secret => SecretText.Of(AuthToken, AuthTokenFile);

    internal Uri Target => new(Url.Replace("{sid}", Uri.EscapeDataString(AccountSid ?? ""), StringComparison.Ordinal));

    internal void Check(SettingsCheck check)
    {
        const string Section = "Notifications:Sms:";
        check.Url(Section + "Url", Url, Twilio);
        check.Range(Section + "TimeoutSeconds", TimeoutSeconds, 1, 300, 30);
        check.Secret(Section + "AuthToken", AuthToken, AuthTokenFile);
        if (AccountSid is null)
        {
            return;
        }

        if (Secret is null)
        {
            check.Wrong($"{Section}AccountSid is set without {Section}AuthToken or {Section}AuthTokenFile.");
        }

        if (string.IsNullOrWhiteSpace(From))
        {
            check.Wrong($"{Section}From is missing; allowed is the number or the name messages come from, such as +4915112345678.");
        }
    }
}
