namespace SmartDairy.Analytics.SensorHealth;

/// <summary>State of a sensor's difference from its neighbours.</summary>
public enum DriftStatus
{
    /// <summary>The difference is as usual.</summary>
    Steady,

    /// <summary>The difference grew slowly.</summary>
    Drifting,

    /// <summary>The difference jumped and stays.</summary>
    Shifted,
}

/// <summary>
/// Detects drift from the daily difference between a sensor and its neighbours, or a reference, in the same hours. Changes by time of day,
/// weather or season affect the neighbours too and are not drift. The usual difference of the sensor's place is the median of the first ten
/// days. A median of the last three days beyond the tolerance is drift; a jump within two days is a shift. A day counts when at least 12 of
/// its hours are known.
/// </summary>
public sealed class DriftDetector
{
    /// <summary>Days from which the usual difference of the sensor's place is learned.</summary>
    public const int LearningDays = 10;
    private const int MaxDays = 60;
    private const int MinHours = 12;
    private const int Recent = 3;

    /// <summary>Limit as a share of the tolerance.</summary>
    private const double ToleranceShare = 0.9;

    /// <summary>
    /// Limit in standard deviations of the daily difference; both limits must be exceeded, because a place's own weather is not drift.
    /// </summary>
    private const double Deviations = 4.5;
    private const double ShiftFactor = 2;

    private readonly List<float> _days = [];
    private double _usual = double.NaN;
    private double _spread = double.NaN;
    private long _day = long.MinValue;
    private double _sum;
    private int _hours;

    public DriftStatus Status { get; private set; }

    /// <summary>
    /// Present difference beyond the usual difference of the place, in the metric's unit; NaN while the usual difference is learned.
    /// </summary>
    public double Offset { get; private set; } = double.NaN;

    /// <summary>First day (since 1970) of the present drift or shift; 0 before any.</summary>
    public long OffSinceDay { get; private set; }

    /// <summary>Adds an hour in which both the sensor and its neighbours are known; hours are in order.</summary>
    /// <param name="hour">Hours since 1970.</param>
    /// <param name="difference">The sensor's mean minus the neighbours' median, in the metric's unit.</param>
    /// <param name="tolerance">Maximum error of the sensor, in the metric's unit.</param>
    /// <returns>True when a day ended and <see cref="Status"/> or <see cref="Offset"/> may have changed.</returns>
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

    /// <summary>Forgets all differences, to be called after a calibration.</summary>
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
        var detector = new DriftDetector();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            detector._days.Add(reader.ReadSingle());
        }

        detector._usual = reader.ReadDouble();
        detector._spread = reader.ReadDouble();
        detector._day = reader.ReadInt64();
        detector._sum = reader.ReadDouble();
        detector._hours = reader.ReadInt32();
        detector.Status = (DriftStatus)reader.ReadInt32();
        detector.Offset = reader.ReadDouble();
        detector.OffSinceDay = reader.ReadInt64();
        return detector;
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
        var limit = Math.Max(ToleranceShare * tolerance, Deviations * _spread);
        if (Math.Abs(Offset) <= limit)
        {
            // Hysteresis: the offset must fall below 70 % of the limit to be steady again.
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

    /// <summary>Whether most of the offset arose within two days of the last week.</summary>
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

    private double Spread(double median)
    {
        // The median absolute deviation times 1.4826 is the standard deviation of a normal distribution.
        Span<float> deviations = stackalloc float[LearningDays];
        for (var i = 0; i < LearningDays; i++)
        {
            deviations[i] = (float)Math.Abs(_days[i] - median);
        }

        deviations.Sort();
        return 1.4826 * (deviations[(LearningDays / 2) - 1] + deviations[LearningDays / 2]) / 2;
    }
}
