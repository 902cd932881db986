namespace SmartDairy.Broker.Packets;

/// <summary>The topic aliases of one connection, MQTT 5 section 3.3.2.3.4.</summary>
/// <param name="maximum">The highest alias there may be; 0: none.</param>
internal sealed class TopicAliases(int maximum)
{
    private string?[]? _topics;

    /// <summary>The topic a publish means; null when it means none, which is a protocol error.</summary>
    public string? Resolve(string? topic, ushort alias)
    {
        if (alias == 0)
        {
            return string.IsNullOrEmpty(topic) ? null : topic;
        }

        if (alias > maximum)
        {
            return null;
        }

        if (string.IsNullOrEmpty(topic))
        {
            return _topics?[alias - 1];
        }

        (_topics ??= new string?[maximum])[alias - 1] = topic;
        return topic;
    }
}
