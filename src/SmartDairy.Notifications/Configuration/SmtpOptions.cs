using System.ComponentModel.DataAnnotations;
using MimeKit;

namespace SmartDairy.Notifications.Configuration;

/// <summary>The mail server; section <c>Notifications:Smtp</c>.</summary>
public sealed class SmtpOptions : IValidatableObject
{
    /// <summary>Its name or address.</summary>
    /// <value>Null: no mail is sent.</value>
    public string? Host { get; set; }

    /// <value>1 to 65,535. Default 587.</value>
    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    /// <summary>How the connection is protected.</summary>
    /// <value>StartTls (default), Tls or None.</value>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>The name to log in with.</summary>
    /// <value>Null: without logging in.</value>
    public string? User { get; set; }

    /// <value>Null: none, or in <see cref="PasswordFile"/>.</value>
    public string? Password { get; set; }

    /// <summary>A file with the password.</summary>
    /// <value>Null: none.</value>
    public string? PasswordFile { get; set; }

    /// <summary>Whom mails come from, e.g. <c>Smart Dairy &lt;alerts@example.com&gt;</c>.</summary>
    /// <value>Required with <see cref="Host"/>.</value>
    public string? From { get; set; }

    /// <summary>How long one step of the conversation may take.</summary>
    /// <value>1 to 300 seconds. Default 30.</value>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>How many connections are open at most.</summary>
    /// <value>1 to 20. Default 2.</value>
    [Range(1, 20)]
    public int Connections { get; set; } = 2;

    /// <summary>How long a connection is kept for the next mail.</summary>
    /// <value>0 to 600 seconds. Default 20.</value>
    [Range(0, 600)]
    public int IdleSeconds { get; set; } = 20;

    internal string? EffectivePassword => SecretSource.Read(Password, PasswordFile);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var failure in SecretSource.Validate("Notifications:Smtp:Password", Password, PasswordFile))
        {
            yield return failure;
        }

        if (Host is null)
        {
            yield break;
        }

        if (From is null || !MailboxAddress.TryParse(From, out var from) || from.Domain.Length == 0)
        {
            yield return new($"is '{From}'; allowed is a mail address such as Smart Dairy <alerts@example.com>.", [nameof(From)]);
        }

        if (User is not null && EffectivePassword is null)
        {
            yield return new("is set without Notifications:Smtp:Password or Notifications:Smtp:PasswordFile.", [nameof(User)]);
        }

        if (User is not null && Security == SmtpSecurity.None && Host is not ("localhost" or "127.0.0.1" or "::1"))
        {
            yield return new(
                "is 'None', which would send the password readable over the network; allowed with a user is StartTls or Tls.",
                [nameof(Security)]);
        }
    }
}
