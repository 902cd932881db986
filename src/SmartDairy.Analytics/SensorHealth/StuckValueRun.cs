namespace SmartDairy.Analytics.SensorHealth;

/// <summary>Length of the present run of identical values. The last digit of a working sensor changes with noise.</summary>
public struct StuckValueRun
{
    private double _value;
    private long _since;
    private long _last;
    private int _count;

    /// <summary>Time of the first value of the run, in the unit of the times given.</summary>
    public readonly long Since => _since;

    /// <summary>Adds a value; NaN and values that are not newer are ignored.</summary>
    /// <returns>The length of the run: its duration and the number of values.</returns>
    public (long Time, int Values) Add(double value, long time)
    {
        if (double.IsNaN(value) || time <= _last)
        {
            return (_last - _since, _count);
        }

        if (_count == 0 || value != _value)
        {
            (_value, _since, _count) = (value, time, 0);
        }

        _last = time;
        _count++;
        return (time - _since, _count);
    }

    public readonly void Save(BinaryWriter writer)
    {
        writer.Write(_value);
        writer.Write(_since);
        writer.Write(_last);
        writer.Write(_count);
    }

    public static StuckValueRun Load(BinaryReader reader)
        => new() { _value = reader.ReadDouble(), _since = reader.ReadInt64(), _last = reader.ReadInt64(), _count = reader.ReadInt32() };
}
