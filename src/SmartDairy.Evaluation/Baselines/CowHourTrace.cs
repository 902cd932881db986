namespace SmartDairy.Evaluation.Baselines;

/// <summary>The collar hours of one cow, for charts and statistics. NaN where nothing is known.</summary>
public sealed class CowHourTrace
{
    private readonly List<(float Activity, float Rumination)> _hours = [];
    private long _first;

    /// <summary>Sets an hour (since 1970-01-01T00:00Z); hours before the first are ignored.</summary>
    public void Set(long hour, double activity, double rumination)
    {
        _first = _hours.Count == 0 ? hour : _first;
        if (hour < _first)
        {
            return;
        }

        while (_hours.Count <= hour - _first)
        {
            _hours.Add((float.NaN, float.NaN));
        }

        _hours[(int)(hour - _first)] = ((float)activity, (float)rumination);
    }

    /// <summary>Mean of the activity scores of an hour.</summary>
    public double Activity(long hour) => At(hour).Activity;

    /// <summary>Rumination, minutes.</summary>
    public double Rumination(long hour) => At(hour).Rumination;

    private (float Activity, float Rumination) At(long hour)
        => hour < _first || hour - _first >= _hours.Count ? (float.NaN, float.NaN) : _hours[(int)(hour - _first)];
}
