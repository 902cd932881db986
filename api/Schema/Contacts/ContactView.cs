using GraphQL;
using SmartDairy.Api.Schema.AlertRules;
using SmartDairy.Contracts.Alerts.Contacts;

namespace SmartDairy.Api.Schema.Contacts;

/// <summary>Somebody on a farm who is told of alerts.</summary>
[Name("Contact")]
public sealed class ContactView(Contact contact)
{
    /// <summary>Unique on the farm.</summary>
    [Id]
    public string Id => contact.Id;

    /// <summary>The farm.</summary>
    public int FarmId => contact.FarmId;

    /// <summary>What people call him.</summary>
    public string Name => contact.Name;

    /// <summary>Null: no mail.</summary>
    public string? Email => contact.Email;

    /// <summary>International, such as +491701234567; null: no SMS.</summary>
    public string? Phone => contact.Phone;

    /// <summary>Browsers and phones that are pushed to.</summary>
    public IEnumerable<PushTargetView> Push => contact.Push.Select(PushTargetView.From);

    /// <summary>How he uses each channel; one that is not named has the default preference.</summary>
    public IEnumerable<ChannelPreferenceView> Channels => contact.Channels.Select(ChannelPreferenceView.From).OfType<ChannelPreferenceView>();

    /// <summary>Spans of the day in which only CRITICAL comes through; the rest waits for their end.</summary>
    public IEnumerable<ScheduleWindowView> QuietHours => contact.QuietHours.Select(ScheduleWindowView.FromWindow);

    /// <summary>IANA name; null: the farm's.</summary>
    public string? TimeZone => contact.TimeZone;

    /// <summary>False: he is told nothing.</summary>
    public bool Enabled => contact.Enabled;
}
