namespace SmartDairy.Contracts.Alerts.Contacts;

/// <summary>How a contact uses one channel.</summary>
/// <param name="Channel"><c>email</c>, <c>sms</c> or <c>push</c>.</param>
/// <param name="Enabled">False: never.</param>
/// <param name="MinPriority">The least urgent that is sent; default Low.</param>
/// <param name="DigestEvery">Gathers what is less urgent than High and sends it together this often: 1 minute to 24 hours; null: each at once.</param>
/// <param name="OnCleared">Also tells that an alert is over.</param>
[GenerateSerializer, Immutable, Alias("channel-preference")]
public sealed record ChannelPreference(
    [property: Id(0)] string Channel,
    [property: Id(1)] bool Enabled = true,
    [property: Id(2)] Priority MinPriority = Priority.Low,
    [property: Id(3)] TimeSpan? DigestEvery = null,
    [property: Id(4)] bool OnCleared = false);
