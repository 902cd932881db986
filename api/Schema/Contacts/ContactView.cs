using GraphQL;
using SmartDairy.Api.Schema.AlertRules;
using SmartDairy.Contracts.Alerts.Contacts;

namespace SmartDairy.Api.Schema.Contacts;

/// <summary>A person on a farm who is notified of alerts.</summary>
[Name("Contact")]
public sealed class ContactView(Contact contact)
{
    /// <summary>Id of the contact, unique on the farm.</summary>
    [Id]
    public string Id => contact.Id;

    /// <summary>Number of the farm the contact belongs to.</summary>
    public int FarmId => contact.FarmId;

    /// <summary>Name of the contact person.</summary>
    public string Name => contact.Name;

    /// <summary>Mail address; null when no mail is sent.</summary>
    public string? Email => contact.Email;

    /// <summary>Phone number in international form, such as +491701234567; null when no SMS is sent.</summary>
    public string? Phone => contact.Phone;

    /// <summary>Browsers and phones that receive the contact's push notifications, at most 20.</summary>
    public IEnumerable<PushTargetView> Push => contact.Push.Select(PushTargetView.From);

    /// <summary>Preferences by channel; a channel that is not listed has the defaults of ChannelPreferenceInput.</summary>
    public IEnumerable<ChannelPreferenceView> Channels
        => contact.Channels.Select(ChannelPreferenceView.From).OfType<ChannelPreferenceView>();

    /// <summary>Windows of the day in which only CRITICAL alerts are sent; others wait until the window ends.</summary>
    public IEnumerable<ScheduleWindowView> QuietHours => contact.QuietHours.Select(ScheduleWindowView.FromWindow);

    /// <summary>IANA time zone of the quiet hours; null for the farm's time zone.</summary>
    public string? TimeZone => contact.TimeZone;

    /// <summary>Whether the contact is notified at all.</summary>
    public bool Enabled => contact.Enabled;
}
