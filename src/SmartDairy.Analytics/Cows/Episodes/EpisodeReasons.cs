using System.Runtime.CompilerServices;

namespace SmartDairy.Analytics.Cows.Episodes;

/// <summary>One reason as numbers; <see cref="ReasonTexts"/> puts it into words.</summary>
internal struct EpisodeReason
{
    public ReasonCode Code;
    public float Value;
    public float Usual;
    public float Weight;
}

/// <summary>Up to six reasons, in place: an episode is copied as one piece of memory.</summary>
internal struct EpisodeReasons
{
    private const int MaxReasons = 6;

    private ReasonSlots _places;
    private int _count;

    [InlineArray(MaxReasons)]
    private struct ReasonSlots
    {
        private EpisodeReason _first;
    }

    public readonly int Count => _count;

    public readonly EpisodeReason this[int index] => _places[index];

    /// <summary>The seventh and later ones are left out.</summary>
    public void Add(ReasonCode code, double value, double usual, double weight)
    {
        if (_count < MaxReasons)
        {
            _places[_count++] = new() { Code = code, Value = (float)value, Usual = (float)usual, Weight = (float)Math.Clamp(weight, -1, 1) };
        }
    }
}
