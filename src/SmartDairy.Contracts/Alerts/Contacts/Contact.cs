namespace SmartDairy.Contracts.Alerts.Contacts;

/// <summary>Somebody on a farm who is told of alerts, and how he wants to be told. Stored as JSON: only add members.</summary>
[GenerateSerializer, Immutable, Alias("alert-contact")]
public sealed record Contact
{
    /// <summary>An <see cref="Identifier"/>, unique on its farm.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public required int FarmId { get; init; }

    /// <summary>1 to 200 characters.</summary>
    [Id(2)] public required string Name { get; init; }

    /// <summary>Null: no mail.</summary>
    [Id(3)] public string? Email { get; init; }

    /// <summary>International, e.g. <c>+491701234567</c>; null: no SMS.</summary>
    [Id(4)] public string? Phone { get; init; }

    /// <summary>Browsers and phones that are pushed to, at most 20.</summary>
    [Id(5)] public IReadOnlyList<PushTarget> Push { get; init; } = [];

    /// <summary>By channel (<c>email</c>, <c>sms</c>, <c>push</c>); a channel that is not named has the default preference.</summary>
    [Id(6)] public IReadOnlyList<ChannelPreference> Channels { get; init; } = [];

    /// <summary>Spans of the day in which only <see cref="Priority.Critical"/> comes through, in <see cref="TimeZone"/>; the rest waits for their end.</summary>
    [Id(7)] public IReadOnlyList<Rules.ScheduleWindow> QuietHours { get; init; } = [];

    /// <summary>IANA name; null: the farm's.</summary>
    [Id(8)] public string? TimeZone { get; init; }

    [Id(9)] public bool Enabled { get; init; } = true;
}
