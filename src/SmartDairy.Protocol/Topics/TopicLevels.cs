using SmartDairy.Contracts.Topics;

namespace SmartDairy.Protocol.Topics;

/// <summary>The levels of a topic's text, between its slashes.</summary>
internal readonly ref struct TopicLevels(ReadOnlySpan<char> text, ReadOnlySpan<Range> ranges)
{
    private readonly ReadOnlySpan<char> _text = text;
    private readonly ReadOnlySpan<Range> _ranges = ranges;

    /// <summary>One more than the longest topic has, for any text with more.</summary>
    public int Count => _ranges.Length;

    public ReadOnlySpan<char> this[int level] => _text[_ranges[level]];

    public TopicName NameOf(int level) => new(_ranges[level].Start.Value, _ranges[level].End.Value - _ranges[level].Start.Value);

    public int EndOf(int level) => _ranges[level].End.Value;

    public bool Is(int level, string literal) => this[level].SequenceEqual(literal);

    /// <summary>ASCII digits only and no leading zero, so that a number has one spelling.</summary>
    public bool TryNumber(int level, out int number)
    {
        number = 0;
        var digits = this[level];
        if (digits.IsEmpty || digits.Length > 10 || digits[0] == '0')
        {
            return false;
        }

        var value = 0L;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            value = (value * 10) + (c - '0');
        }

        number = value <= int.MaxValue ? (int)value : 0;
        return number > 0;
    }
}
