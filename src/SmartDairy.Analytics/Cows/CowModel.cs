using SmartDairy.Analytics.Cows.Course;
using SmartDairy.Analytics.Cows.Memory;
using SmartDairy.Analytics.Cows.Udder;

namespace SmartDairy.Analytics.Cows;

/// <summary>
/// What one cow is like, and what is not like her: every detector of one animal, fed with what her devices and her people tell. A pure state machine: the same input gives
/// the same findings, live or in replay; what is told up to seven days late is worked in where it belongs, with the same result as in order. All kinds of input are to be told
/// in about the same order of time.
/// </summary>
/// <param name="facts">What her registration says.</param>
/// <param name="options">Null stands for <see cref="CowOptions.Default"/>.</param>
public sealed class CowModel(CowFacts facts, CowOptions? options = null)
{
    private const byte Version = 1;

    // Judging waits for a question, but not so long that what the judgement needs has left the rings.
    private const int MostUnjudged = 12;
    private const int Silence = 6;

    private readonly CowMemory _cow = new(facts, options ?? CowOptions.Default);
    private HourCourse? _hours;
    private MilkingCourse? _milkings;

    public CowFacts Facts => facts;

    /// <summary>Everything told so far about hours before this one is in; hours since 1970. 0 before the first hour.</summary>
    public long LastHour => _cow.Hours.Newest == long.MinValue ? 0 : _cow.Hours.Newest + 1;

    private HourCourse Hours => _hours ??= new(_cow);

    private MilkingCourse Milkings => _milkings ??= new(_cow);

    /// <summary>An hour of her collar, or what late data made of it.</summary>
    public void Observe(in CollarHour hour)
    {
        MakeRoom(hour.Hour);
        if (_cow.Hours.Put(in hour))
        {
            Hours.CollarChanged(hour.Hour);
            Milkings.Changed(Time.Of(hour.Hour + UdderDetector.CollarLag));
        }

        if (!Hours.HasBegun)
        {
            Judge();
        }
    }

    /// <summary>A milking, or what late data made of it: one of the same start replaces it.</summary>
    public void Observe(MilkingFact milking)
    {
        if (Milkings.HasBegun && milking.End - Milkings.Done > MostUnjudged * Time.Hour)
        {
            Judge();
        }

        var from = _cow.Milkings.Put(Milking.Of(milking));
        if (from != long.MaxValue)
        {
            Milkings.Changed(from);
            Hours.Changed(Time.HourOf(from));
        }
    }

    /// <summary>What people told; the same twice is one.</summary>
    public void Observe(in LifeEvent happened)
    {
        if (!_cow.Life.Put(in happened))
        {
            return;
        }

        var hour = Time.HourOf(happened.Time);
        if (happened.Kind == LifeEventKind.CollarChange)
        {
            Hours.CollarChanged(hour);
        }
        else
        {
            Hours.Changed(hour);
        }

        Milkings.Changed(happened.Time);
    }

    /// <summary>An hour of the climate where she is kept, or what late data made of it.</summary>
    public void Observe(in ClimateHour hour)
    {
        MakeRoom(hour.Hour - Silence);
        if (_cow.Climate.Put(in hour))
        {
            Hours.Changed(hour.Hour + ClimateRing.Lag);
        }
    }

    /// <summary>The present state of every finding that changed since it was last asked.</summary>
    public IReadOnlyList<Finding> Take()
    {
        Judge();
        List<Finding>? findings = null;
        Hours.Take(ref findings);
        Milkings.Take(ref findings);
        return findings ?? (IReadOnlyList<Finding>)[];
    }

    /// <summary>All she remembers, at most 64 KiB.</summary>
    public byte[] Save()
    {
        using var bytes = new MemoryStream(32 * 1024);
        using var writer = new BinaryWriter(bytes);
        writer.Write(Version);
        _cow.Save(writer);
        Hours.Save(writer);
        Milkings.Save(writer);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Null when it was saved by another version, and is to be learned again.</summary>
    public static CowModel? Load(CowFacts facts, ReadOnlySpan<byte> saved, CowOptions? options = null)
    {
        if (saved.IsEmpty || saved[0] != Version)
        {
            return null;
        }

        try
        {
            using var reader = new BinaryReader(new MemoryStream(saved.ToArray()));
            reader.ReadByte();
            var model = new CowModel(facts, options);
            model._cow.Load(reader);
            model.Hours.Load(reader);
            model.Milkings.Load(reader);
            return model;
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    private void MakeRoom(long hour)
    {
        while (Hours.HasBegun && hour - Hours.Done > MostUnjudged)
        {
            _cow.Hours.Advance(Math.Max(_cow.Hours.Newest, Hours.Done + MostUnjudged));
            Judge();
        }
    }

    private void Judge()
    {
        // A collar that fell silent, or that she never had, must not hold up what the climate says.
        var front = _cow.Climate.Newest == long.MinValue ? _cow.Hours.Newest : Math.Max(_cow.Hours.Newest, _cow.Climate.Newest - Silence);
        if (front != long.MinValue)
        {
            Hours.Run(front);
        }

        if (_cow.Milkings.Count > 0)
        {
            var milked = _cow.Milkings[_cow.Milkings.Count - 1].End;
            Milkings.Run(Hours.HasBegun ? Math.Max(milked, Time.Of(Hours.Done + 1)) : milked);
        }
    }
}
