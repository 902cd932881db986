namespace SmartDairy.Contracts.Alerts.Contacts;

/// <summary>A person on a farm who is notified of alerts, with the notification settings. Stored as JSON: only add members.</summary>
[GenerateSerializer, Immutable, Alias("alert-contact")]
public sealed record Contact
{
    /// <summary>Maximum number of browsers and phones of a contact.</summary>
    public const int MaxPushTargets = 20;

    /// <summary>An <see cref="Identifier"/>, unique on the farm.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    /// <summary>Name of the contact, 1 to 200 characters.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>E-mail address; null for no e-mail.</summary>
    [Id(3)] public string? Email { get; init; }

    /// <summary>Phone number in international format, e.g. <c>+491701234567</c>; null for no SMS.</summary>
    [Id(4)] public string? Phone { get; init; }

    /// <summary>Browsers and phones that receive push messages, at most <see cref="MaxPushTargets"/>.</summary>
    [Id(5)] public IReadOnlyList<PushTarget> Push { get; init; } = [];

    /// <summary>Settings by channel (<c>email</c>, <c>sms</c>, <c>push</c>); a channel without an entry has the default settings.</summary>
    [Id(6)] public IReadOnlyList<ChannelPreference> Channels { get; init; } = [];

    /// <summary>
    /// Times of day, in <see cref="TimeZone"/>, during which only <see cref="Priority.Critical"/> alerts are sent; other messages wait
    /// until the quiet hours end.
    /// </summary>
    [Id(7)] public IReadOnlyList<Rules.ScheduleWindow> QuietHours { get; init; } = [];

    /// <summary>IANA time zone; null for the farm's time zone.</summary>
    [Id(8)] public string? TimeZone { get; init; }

    [Id(9)] public bool Enabled { get; init; } = true;
}
