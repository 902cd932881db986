namespace SmartDairy.Grains.Parts;

/// <summary>
/// Gathers by key the spans of event time that readings arrived too late for, so that one pass over history, some seconds later, settles all of them.
/// Times are Unix milliseconds. Not thread-safe: it is used within the turns of one actor.
/// </summary>
/// <param name="delay">The wait from the first late reading to the pass.</param>
/// <param name="restarts">True when each addition starts the wait anew, so that the pass follows the last one.</param>
public sealed class LateWindow(TimeSpan delay, bool restarts = false)
{
    private readonly Dictionary<string, (long From, long To)> _spans = new(StringComparer.Ordinal);
    private long _since;

    /// <summary>The span of each key.</summary>
    public IReadOnlyDictionary<string, (long From, long To)> Spans => _spans;

    /// <summary>The time the pass is due at; null while nothing is late.</summary>
    public long? DueAt => _spans.Count == 0 ? null : _since + (long)delay.TotalMilliseconds;

    /// <summary>The span over all keys. Only while something is late.</summary>
    public (long From, long To) Span => (_spans.Values.Min(span => span.From), _spans.Values.Max(span => span.To));

    /// <summary>Widens the span of a key.</summary>
    /// <param name="from">The earliest event time that is late.</param>
    /// <param name="to">The latest event time that is late, inclusive.</param>
    public void Add(string key, long from, long to, long now)
    {
        _since = restarts || _spans.Count == 0 ? now : _since;
        _spans[key] = _spans.TryGetValue(key, out var known) ? (Math.Min(known.From, from), Math.Max(known.To, to)) : (from, to);
    }

    /// <summary>True when the pass is due.</summary>
    public bool IsDue(long now) => DueAt <= now;

    /// <summary>Forgets a key that is settled.</summary>
    public void Remove(string key) => _spans.Remove(key);

    /// <summary>Forgets all keys.</summary>
    public void Clear() => _spans.Clear();
}
