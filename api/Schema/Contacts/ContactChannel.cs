namespace SmartDairy.Api.Schema.Contacts;

/// <summary>Notification channel of a contact.</summary>
public enum ContactChannel
{
    /// <summary>Mail to the contact's address.</summary>
    Email,
    /// <summary>Text message to the contact's phone number.</summary>
    Sms,

    /// <summary>Push notification to the contact's browsers and phones.</summary>
    Push,
}
