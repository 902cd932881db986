namespace SmartDairy.Api.Schema.Contacts;

/// <summary>By what way a contact is told.</summary>
public enum ContactChannel
{
    Email,
    Sms,

    /// <summary>To browsers and phones.</summary>
    Push,
}
