namespace SmartDairy.Contracts.Alerts.Contacts;

/// <summary>A contact's settings for one channel.</summary>
/// <param name="Channel"><c>email</c>, <c>sms</c> or <c>push</c>.</param>
/// <param name="Enabled">False to never use the channel.</param>
/// <param name="MinPriority">The least urgent priority that is sent; default Low.</param>
/// <param name="DigestEvery">Interval of digests that collect alerts less urgent than High: 1 minute to 24 hours; null to send each alert
/// immediately.</param>
/// <param name="OnCleared">True to also notify when an alert has cleared.</param>
[GenerateSerializer, Immutable, Alias("channel-preference")]
public sealed record ChannelPreference(
    [property: Id(0)] string Channel,
    [property: Id(1)] bool Enabled = true,
    [property: Id(2)] Priority MinPriority = Priority.Low,
    [property: Id(3)] TimeSpan? DigestEvery = null,
    [property: Id(4)] bool OnCleared = false);
