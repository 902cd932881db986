using SmartDairy.Api.Schema.AlertRules;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Typing;

namespace SmartDairy.Api.Schema.Contacts;

/// <summary>A contact to save. It replaces the contact of the same id entirely, except for its push targets.</summary>
public sealed class ContactInput
{
    private const int MaxNameLength = 200;
    private const int MaxEmailLength = 254;
    private const int MaxPhoneLength = 16;

    /// <summary>
    /// Id of the contact, unique on the farm: 1 to 64 of A-Z a-z 0-9 _ -. When omitted, a new contact with a generated id is saved.
    /// </summary>
    [Id]
    public string? Id { get; init; }

    /// <summary>Name of the contact person, 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Mail address, 3 to 254 characters; no mail is sent when omitted.</summary>
    public string? Email { get; init; }

    /// <summary>Phone number in international form, such as +491701234567; no SMS is sent when omitted.</summary>
    public string? Phone { get; init; }

    /// <summary>Preferences by channel; a channel that is not named has the defaults of ChannelPreferenceInput.</summary>
    [DefaultLiteral("[]")]
    public IReadOnlyList<ChannelPreferenceInput>? Channels { get; init; }

    /// <summary>Windows of the day in which only CRITICAL alerts are sent; others wait until the window ends. At most 50.</summary>
    [DefaultLiteral("[]")]
    public IReadOnlyList<ScheduleWindowInput>? QuietHours { get; init; }

    /// <summary>IANA time zone of the quiet hours, such as Europe/Berlin; the farm's when omitted.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether the contact is notified at all.</summary>
    [DefaultLiteral("true")]
    public bool? Enabled { get; init; }

    internal Contact ToContact(int farmId, string id)
    {
        Argument.NonBlank("name", Name, MaxNameLength);
        if (!Identifier.IsValid(id))
        {
            throw new InvalidArgumentException($"'id' must be 1 to {Identifier.MaxLength} characters of A-Z a-z 0-9 _ -.");
        }

        if (Email is not null && !LooksLikeMail(Email))
        {
            throw new InvalidArgumentException($"'email' is '{ErrorText.Truncate(Email)}', which is not a mail address.");
        }

        if (Phone is not null && !LooksLikePhone(Phone))
        {
            throw new InvalidArgumentException(
                $"'phone' is '{ErrorText.Truncate(Phone)}', which is not a telephone number.", "Write it as +491701234567.");
        }

        if (TimeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            throw new InvalidArgumentException(
                $"'{ErrorText.Truncate(TimeZone)}' is not a time zone.", "Use an IANA name such as Europe/Berlin.");
        }

        return new()
        {
            Id = id,
            FarmId = farmId,
            Name = Name,
            Email = Email,
            Phone = Phone,
            Channels = ChannelPreferenceInput.ToPreferences(Channels ?? []),
            QuietHours = ScheduleWindowInput.ToWindows("quietHours", QuietHours ?? []),
            TimeZone = TimeZone,
            Enabled = Enabled ?? true,
        };
    }

    // A rough check only: the mail server decides which addresses exist.
    private static bool LooksLikeMail(string text)
        => text.Length is >= 3 and <= MaxEmailLength && text.IndexOf('@') is var at && at > 0 && at < text.Length - 1
        && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';');

    private static bool LooksLikePhone(string text)
        => text.Length is >= 8 and <= MaxPhoneLength && text[0] == '+' && text[1] is >= '1' and <= '9'
        && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}
