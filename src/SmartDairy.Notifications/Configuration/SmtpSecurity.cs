namespace SmartDairy.Notifications.Configuration;

/// <summary>How the connection to a mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>STARTTLS, and no mail without it. The default; port 587.</summary>
    StartTls,

    /// <summary>TLS from the first byte; port 465.</summary>
    Tls,

    /// <summary>Not at all: for a mail server on the same machine.</summary>
    None,
}
