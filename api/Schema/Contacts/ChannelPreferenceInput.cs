using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Contacts;

namespace SmartDairy.Api.Schema.Contacts;

/// <summary>How a contact wants to use one channel.</summary>
public sealed class ChannelPreferenceInput
{
    private static readonly TimeSpan MinDigestInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxDigestInterval = TimeSpan.FromHours(24);

    /// <summary>Which.</summary>
    public required ContactChannel Channel { get; init; }

    /// <summary>False: never.</summary>
    [DefaultLiteral("true")]
    public bool? Enabled { get; init; }

    /// <summary>The least urgent that is sent.</summary>
    [DefaultLiteral("LOW")]
    public Priority? MinPriority { get; init; }

    /// <summary>Gathers what is less urgent than HIGH and sends it together this often, PT1M to PT24H; left out: each at once.</summary>
    public TimeSpan? DigestEvery { get; init; }

    /// <summary>Also tells that an alert is over.</summary>
    [DefaultLiteral("false")]
    public bool? OnCleared { get; init; }

    internal static IReadOnlyList<ChannelPreference> ToPreferences(IReadOnlyList<ChannelPreferenceInput> inputs)
    {
        if (inputs.DistinctBy(input => input.Channel).Count() != inputs.Count) throw new InvalidArgumentException("'channels' names a channel twice.");
        return [.. inputs.Select((input, index) => input.ToPreference(index))];
    }

    private ChannelPreference ToPreference(int index)
    {
        if (DigestEvery is { } every && (every < MinDigestInterval || every > MaxDigestInterval))
            throw new InvalidArgumentException($"'channels[{index}].digestEvery' must be from PT1M to PT24H.");
        return new(Channel.ToString().ToLowerInvariant(), Enabled ?? true, MinPriority ?? Priority.Low, DigestEvery, OnCleared ?? false);
    }
}
