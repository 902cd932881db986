namespace SmartDairy.Evaluation.Baselines;

/// <summary>One cow's hours, as whole as they came: what pictures and statistics of the herd are made from. NaN where nothing was told.</summary>
public sealed class CowHourTrace
{
    private readonly List<(float Activity, float Rumination)> _hours = [];
    private long _first;

    /// <summary>An hour, counted since 1970; one before the first is left out.</summary>
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

    /// <summary>Mean of the activity scores told in it.</summary>
    public double Activity(long hour) => At(hour).Activity;

    /// <summary>Minutes.</summary>
    public double Rumination(long hour) => At(hour).Rumination;

    private (float Activity, float Rumination) At(long hour)
        => hour < _first || hour - _first >= _hours.Count ? (float.NaN, float.NaN) : _hours[(int)(hour - _first)];
}
