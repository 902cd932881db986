using MimeKit;

namespace SmartDairy.Notifications.Configuration;

/// <summary>The mail server; section <c>Notifications:Smtp</c>.</summary>
public sealed class SmtpOptions
{
    /// <summary>Its name or address.</summary>
    /// <value>Null: no mail is sent.</value>
    public string? Host { get; set; }

    /// <value>1 to 65,535. Default 587.</value>
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
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>How many connections are open at most.</summary>
    /// <value>1 to 20. Default 2.</value>
    public int Connections { get; set; } = 2;

    /// <summary>How long a connection is kept for the next mail.</summary>
    /// <value>0 to 600 seconds. Default 20.</value>
    public int IdleSeconds { get; set; } = 20;

    internal string? EffectivePassword => SecretSource.Read(Password, PasswordFile);

    internal void Validate(OptionsValidator check)
    {
        const string Section = "Notifications:Smtp:";
        check.RequireRange(Section + "Port", Port, 1, 65_535, 587);
        check.RequireRange(Section + "TimeoutSeconds", TimeoutSeconds, 1, 300, 30);
        check.RequireRange(Section + "Connections", Connections, 1, 20, 2);
        check.RequireRange(Section + "IdleSeconds", IdleSeconds, 0, 600, 20);
        check.RequireSingleSecretSource(Section + "Password", Password, PasswordFile);
        if (Host is null)
        {
            return;
        }

        if (From is null || !MailboxAddress.TryParse(From, out var from) || from.Domain.Length == 0)
        {
            check.AddFailure($"{Section}From is '{From}'; allowed is a mail address such as Smart Dairy <alerts@example.com>.");
        }

        if (User is not null && EffectivePassword is null)
        {
            check.AddFailure($"{Section}User is set without {Section}Password or {Section}PasswordFile.");
        }

        if (User is not null && Security == SmtpSecurity.None && Host is not ("localhost" or "127.0.0.1" or "::1"))
        {
            check.AddFailure($"{Section}Security is 'None', which would send the password readable over the network; allowed with a user is StartTls or Tls.");
        }
    }
}
