namespace SmartDairy.Simulator.Nature;

/// <summary>
/// One cow's biology, as pure functions of time. Parities are mixed 0.386 / 0.281 / 0.333 (Ruminant Farm Systems model); she calves again
/// every 380 to 420 days and comes in heat every 21 days until she conceives.
/// </summary>
public sealed class Cow
{
    private const double HourMs = 3_600_000;
    private const double DayMs = 86_400_000;
    private static readonly long Epoch = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private readonly Noise _noise;
    private readonly double _calvingInterval;
    private readonly double _firstCalving;
    private readonly int _parityAtEpoch;
    private readonly double _heatOffset;
    private readonly double _conception;

    internal Cow(Noise noise, int index, int barn, string id, string tag)
    {
        (_noise, Index, Barn, Id, TagEpc) = (noise, index, barn, id, tag);
        _calvingInterval = 380 + (40 * noise.Uniform(1));
        _firstCalving = Epoch - (noise.Uniform(2) * _calvingInterval * DayMs);
        _parityAtEpoch = noise.Uniform(3) switch { < 0.386 => 1, < 0.667 => 2, _ => 3 + noise.Below(4, 3) };
        _heatOffset = 20 + (20 * noise.Uniform(5));
        _conception = 80 + (80 * noise.Uniform(6));
        YieldFactor = 1 + (0.12 * noise.Normal(7));
        Conductivity = 4.8 + (0.35 * noise.Normal(8));
        RuminationMinutes = 441 + (50 * noise.Normal(9));
        EatingMinutes = 265 + (35 * noise.Normal(10));
        BaseActivity = 38 + (6 * noise.Normal(11));
    }

    internal int Index { get; }

    public string Id { get; }

    public int Barn { get; }

    /// <summary>The electronic product code of her ear tag, 24 hexadecimal digits.</summary>
    public string TagEpc { get; }

    /// <summary>Her milk against the average cow's.</summary>
    public double YieldFactor { get; }

    /// <summary>Her healthy milk's conductivity, mS/cm; herds and cows differ more than sick and healthy milk do.</summary>
    public double Conductivity { get; }

    /// <summary>Minutes of rumination on an ordinary day: 441 ± 71 in Braun's 300 cows (2015), the part between cows being about 50.</summary>
    public double RuminationMinutes { get; }

    /// <summary>Minutes of eating on an ordinary day: 265 ± 54 in the same cows.</summary>
    public double EatingMinutes { get; }

    internal double BaseActivity { get; }

    internal Noise Noise => _noise;

    /// <summary>Calvings up to that time.</summary>
    public int Parity(long at) => _parityAtEpoch + Cycle(at);

    /// <summary>Her last calving before that time, Unix milliseconds.</summary>
    public long CalvedAt(long at) => (long)(_firstCalving + (Cycle(at) * _calvingInterval * DayMs));

    public double DaysInMilk(long at) => (at - CalvedAt(at)) / DayMs;

    public bool IsDry(long at) => DaysInMilk(at) >= _calvingInterval - Lactation.DryDays;

    /// <summary>
    /// True in an estrus episode: every 21 days from day 20–40 after calving to conception, lasting 8 to 15 hours (Løvendahl &amp; Chagunda;
    /// Silper et al., Journal of Dairy Science).
    /// </summary>
    public bool InHeat(long at)
    {
        var day = DaysInMilk(at) - _heatOffset;
        if (day < 0 || day > _conception - _heatOffset)
        {
            return false;
        }

        var episode = Math.Floor(day / 21);
        var hours = 8 + (7 * _noise.Uniform(1000 + (long)episode));
        return (day - (episode * 21)) * 24 < hours;
    }

    /// <summary>True in an udder infection: in about one of twenty 60-day spans, for five days.</summary>
    public bool HasMastitis(long at)
    {
        if (IsDry(at))
        {
            return false;
        }

        var span = Math.Floor(at / (60 * DayMs));
        var start = _noise.Uniform(5000 + ((long)span * 2)) * 55;
        var day = (at / DayMs) - (span * 60);
        return _noise.Uniform(5001 + ((long)span * 2)) < 0.05 && day >= start && day < start + 5;
    }

    /// <summary>Kilograms of milk of the day around that time; 0 when dry.</summary>
    public double DailyYield(long at)
    {
        if (IsDry(at))
        {
            return 0;
        }

        var day = (long)(at / DayMs);
        var usual = Lactation.DailyYield(Parity(at), DaysInMilk(at)) * YieldFactor * (1 + (0.05 * _noise.Of(1, 0).Normal(day)));
        return HasMastitis(at) ? usual * 0.85 : usual;
    }

    internal double BodyTemperature(long at)
    {
        // Mean 38.3 °C, 1.4 °C over the day in a study's extremes; +0.6 °C when in heat or with fever.
        var hour = at / HourMs % 24;
        var warm = InHeat(at) || HasMastitis(at) ? 0.6 : 0;
        return 38.4 + (0.3 * Math.Sin((hour - 12) / 24 * 2 * Math.PI)) + warm + (0.08 * _noise.Of(2, 0).Normal(at / 60_000));
    }

    private int Cycle(long at) => (int)Math.Floor((at - _firstCalving) / DayMs / _calvingInterval);
}
