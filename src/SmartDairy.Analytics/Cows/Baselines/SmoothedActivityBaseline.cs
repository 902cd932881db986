namespace SmartDairy.Analytics.Cows.Baselines;

/// <summary>
/// Estrus by deviations from exponentially smoothed hourly activity counts, after Løvendahl &amp; Chagunda (2010, JDS 93:249), who found 74.6 % of estruses at an error on 1.3 % of
/// days: counts as logarithms, a fast and a slow smoothing, and an episode while the fast one is above the slow one by a threshold. It knows nothing of the time of day. Only the
/// abstract was read: the constants are ours, the threshold is to be set to the error rate.
/// </summary>
/// <param name="options">Null stands for the defaults.</param>
public sealed class SmoothedActivityBaseline(SmoothedActivityBaselineOptions? options = null)
{
    private readonly SmoothedActivityBaselineOptions _options = options ?? new();
    private double _fast;
    private double _slow;
    private int _hours;

    /// <summary>Natural logarithm of how much more active she is than usual; 0 while it is learned.</summary>
    public double Deviation => _hours < _options.LearningHours ? 0 : _fast - _slow;

    /// <summary>An episode goes on.</summary>
    public bool IsInEstrus { get; private set; }

    /// <summary>The next hour, in order of time. An hour without activity is left out.</summary>
    public void Add(in CollarHour hour)
    {
        if (!double.IsFinite(hour.Activity))
        {
            return;
        }

        var count = Math.Log(1 + Math.Max(0, hour.Activity));
        if (_hours++ == 0)
        {
            (_fast, _slow) = (count, count);
        }

        _fast += _options.FastWeight * (count - _fast);
        // While she is in an episode her usual is not learned from it.
        var slow = _hours < _options.LearningHours ? Math.Max(_options.SlowWeight, 1.0 / _hours) : IsInEstrus ? 0 : _options.SlowWeight;
        _slow += slow * (count - _slow);
        IsInEstrus = Deviation >= (IsInEstrus ? _options.Threshold / 2 : _options.Threshold);
    }
}
