namespace SmartDairy.Analytics.SensorHealth;

/// <summary>What a sensor's difference to its neighbours does.</summary>
public enum DriftStatus
{
    /// <summary>It keeps its distance.</summary>
    Steady,

    /// <summary>It moved away slowly.</summary>
    Drifting,

    /// <summary>It jumped, and stays there.</summary>
    Shifted,
}

/// <summary>
/// Watches by the day how far a sensor is from what its neighbours, or a reference, say in the same hours. What swings with the day, the weather or the season swings at the neighbours
/// too, and is never drift. What it usually differs by belongs to its place: the middle of its first ten days. Drift is a difference of the last days beyond the tolerance that grew; a
/// jump within two days is a shift. The daily difference is a mean of many hours, and days of few hours are left out.
/// </summary>
public sealed class DriftDetector
{
    /// <summary>Days that say what the place's own difference is.</summary>
    public const int LearningDays = 10;
    private const int MaxDays = 60;
    private const int MinHours = 12;
    private const int Recent = 3;

    /// <summary>Found at so many tolerances, well before two.</summary>
    private const double At = 0.9;

    /// <summary>Beside the tolerance the difference must be so many times what days usually differ by: a place's own weather is not drift.</summary>
    private const double Deviations = 4.5;
    private const double ShiftFactor = 2;

    private readonly List<float> _days = [];
    private double _usual = double.NaN;
    private double _spread = double.NaN;
    private long _day = long.MinValue;
    private double _sum;
    private int _hours;

    public DriftStatus Status { get; private set; }

    /// <summary>How far it is off now beyond what is usual for its place, in the metric's unit; NaN while that is learned.</summary>
    public double Offset { get; private set; } = double.NaN;

    /// <summary>The day (since 1970) from which it was off.</summary>
    public long OffSinceDay { get; private set; }

    /// <summary>The next hour in which both are known; in order.</summary>
    /// <param name="hour">Hours since 1970.</param>
    /// <param name="difference">The sensor's mean less the neighbours' middle, in the metric's unit.</param>
    /// <param name="tolerance">What the sensor's error may be, in the metric's unit.</param>
    /// <returns>True when a day ended and <see cref="Status"/> or <see cref="Offset"/> may be another.</returns>
    public bool Add(long hour, double difference, double tolerance)
    {
        var day = Math.DivRem(hour, 24).Quotient;
        var ended = false;
        if (day != _day)
        {
            ended = EndDay(tolerance);
            (_day, _sum, _hours) = (day, 0, 0);
        }

        _sum += difference;
        _hours++;
        return ended;
    }

    /// <summary>It was calibrated: its difference is learned anew.</summary>
    public void Reset()
    {
        _days.Clear();
        (_usual, _spread, _day, _sum, _hours) = (double.NaN, double.NaN, long.MinValue, 0, 0);
        (Status, Offset, OffSinceDay) = (DriftStatus.Steady, double.NaN, 0);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_days.Count);
        foreach (var day in _days)
        {
            writer.Write(day);
        }

        writer.Write(_usual);
        writer.Write(_spread);
        writer.Write(_day);
        writer.Write(_sum);
        writer.Write(_hours);
        writer.Write((int)Status);
        writer.Write(Offset);
        writer.Write(OffSinceDay);
    }

    public static DriftDetector Load(BinaryReader reader)
    {
        var watch = new DriftDetector();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            watch._days.Add(reader.ReadSingle());
        }

        watch._usual = reader.ReadDouble();
        watch._spread = reader.ReadDouble();
        watch._day = reader.ReadInt64();
        watch._sum = reader.ReadDouble();
        watch._hours = reader.ReadInt32();
        watch.Status = (DriftStatus)reader.ReadInt32();
        watch.Offset = reader.ReadDouble();
        watch.OffSinceDay = reader.ReadInt64();
        return watch;
    }

    private bool EndDay(double tolerance)
    {
        if (_hours < MinHours)
        {
            return false;
        }

        if (_days.Count == MaxDays)
        {
            _days.RemoveAt(0);
        }

        _days.Add((float)(_sum / _hours));
        if (double.IsNaN(_usual))
        {
            if (_days.Count < LearningDays)
            {
                return false;
            }

            _usual = Median(0, LearningDays);
            _spread = Spread(_usual);
        }

        Offset = Median(_days.Count - Recent, Recent) - _usual;
        var limit = Math.Max(At * tolerance, Deviations * _spread);
        if (Math.Abs(Offset) <= limit)
        {
            // It has to come well back before it is steady again.
            if (Math.Abs(Offset) < limit * 0.7)
            {
                Status = DriftStatus.Steady;
            }

            return true;
        }

        if (Status == DriftStatus.Steady)
        {
            OffSinceDay = _day;
            Status = IsShift(limit) ? DriftStatus.Shifted : DriftStatus.Drifting;
        }

        return true;
    }

    /// <summary>Most of the way was made within two days of the last week.</summary>
    private bool IsShift(double limit)
    {
        for (var i = Math.Max(2, _days.Count - 7); i < _days.Count; i++)
        {
            if (Math.Abs(_days[i] - _days[i - 2]) > Math.Max(limit * ShiftFactor / 2, 0.7 * Math.Abs(Offset)))
            {
                return true;
            }
        }

        return false;
    }

    private double Median(int from, int count)
    {
        Span<float> days = stackalloc float[count];
        for (var i = 0; i < count; i++)
        {
            days[i] = _days[from + i];
        }

        days.Sort();
        return count % 2 == 1 ? days[count / 2] : (days[(count / 2) - 1] + days[count / 2]) / 2.0;
    }

    private double Spread(double middle)
    {
        // The median absolute deviation times 1.4826 is the standard deviation of what is normally distributed.
        Span<float> off = stackalloc float[LearningDays];
        for (var i = 0; i < LearningDays; i++)
        {
            off[i] = (float)Math.Abs(_days[i] - middle);
        }

        off.Sort();
        return 1.4826 * (off[(LearningDays / 2) - 1] + off[LearningDays / 2]) / 2;
    }
}
