using SmartDairy.Contracts;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Topics;

namespace SmartDairy.Protocol.Topics;

/// <summary>
/// Parses topics. A text is a topic only when it is, level by level and in ASCII, one of the shapes of <see cref="TopicKind"/>: numbers are
/// 1 to 2,147,483,647 without leading zeros, names are <see cref="Identifier"/>s. So no two texts mean the same topic.
/// </summary>
public static class TopicParser
{
    // The longest topic with every number and name at its longest is 145 characters; anything far longer is not worth splitting.
    private const int MaxLength = 255;

    /// <summary>Parses a text; false, with the default topic, for every text that is not exactly a known topic. Never throws.</summary>
    public static bool TryParse(string? text, out Topic topic)
    {
        var layout = default(TopicLayout);
        if (text is null || text.Length > MaxLength || !layout.TryParse(text))
        {
            topic = default;
            return false;
        }

        topic = layout.ToTopic(text);
        return true;
    }

    /// <summary>
    /// The topic of a message: as parsed where the message was received, or parsed now for a message that came over the wire from another
    /// process. False, with the default topic, when the message was published on no known topic.
    /// </summary>
    public static bool TryGetTopic(ReceivedMessage message, out Topic topic)
    {
        ArgumentNullException.ThrowIfNull(message);
        topic = message.ParsedTopic;
        return !topic.IsDefault || TryParse(message.Topic, out topic);
    }
}
