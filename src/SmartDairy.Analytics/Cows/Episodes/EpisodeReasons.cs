using System.Runtime.CompilerServices;

namespace SmartDairy.Analytics.Cows.Episodes;

/// <summary>One reason as numbers; <see cref="ReasonTexts"/> formats it.</summary>
internal struct EpisodeReason
{
    public ReasonCode Code;
    public float Value;
    public float Usual;
    public float Weight;
}

/// <summary>Up to six reasons, inline because an episode is copied as one block of memory.</summary>
internal struct EpisodeReasons
{
    private const int MaxReasons = 6;

    private ReasonSlots _reasons;
    private int _count;

    [InlineArray(MaxReasons)]
    private struct ReasonSlots
    {
        private EpisodeReason _first;
    }

    public readonly int Count => _count;

    public readonly EpisodeReason this[int index] => _reasons[index];

    /// <summary>Adds a reason; reasons after the sixth are dropped.</summary>
    public void Add(ReasonCode code, double value, double usual, double weight)
    {
        if (_count < MaxReasons)
        {
            _reasons[_count++] = new()
            { Code = code, Value = (float)value, Usual = (float)usual, Weight = (float)Math.Clamp(weight, -1, 1) };
        }
    }
}
