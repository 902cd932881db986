namespace SmartDairy.Contracts.Topics;

/// <summary>The position of a name in the text of a topic. Two bytes are enough: no topic is longer than 255 characters.</summary>
internal readonly struct TopicName(int start, int length)
{
    private readonly byte _start = (byte)start;
    private readonly byte _length = (byte)length;

    public ReadOnlySpan<char> In(string? text) => text.AsSpan(_start, _length);
}
