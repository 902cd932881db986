namespace SmartDairy.Api.GraphQL.Alerts.Contacts;

/// <summary>By what way a contact is told.</summary>
public enum ContactChannel
{
    Email,
    Sms,

    /// <summary>To browsers and phones.</summary>
    Push,
}
