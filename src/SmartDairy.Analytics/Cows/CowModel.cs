using SmartDairy.Analytics.Cows.Mastitis;
using SmartDairy.Analytics.Cows.Observations;
using SmartDairy.Analytics.Cows.Runners;

namespace SmartDairy.Analytics.Cows;

/// <summary>
/// What one cow is like, and what is not like her: every detector of one animal, fed with what her devices and her people tell. A pure state machine: the same input gives
/// the same findings, live or in replay; what is told up to seven days late is worked in where it belongs, with the same result as in order. All kinds of input are to be told
/// in about the same order of time.
/// </summary>
/// <param name="profile">What her registration says.</param>
/// <param name="options">Null stands for <see cref="CowOptions.Default"/>.</param>
public sealed class CowModel(CowProfile profile, CowOptions? options = null)
{
    private const byte Version = 1;

    // Judging waits for a question, but not so long that what the judgement needs has left the rings.
    private const int MaxPendingHours = 12;
    private const int MaxCollarSilenceHours = 6;

    private readonly CowObservations _observations = new(profile, options ?? CowOptions.Default);
    private HourlyDetectorRunner? _hours;
    private MilkingDetectorRunner? _milkings;

    public CowProfile Profile => profile;

    /// <summary>Everything told so far about hours before this one is in; hours since 1970. 0 before the first hour.</summary>
    public long ObservedUntilHour => _observations.Hours.Newest == long.MinValue ? 0 : _observations.Hours.Newest + 1;

    private HourlyDetectorRunner Hours => _hours ??= new(_observations);

    private MilkingDetectorRunner Milkings => _milkings ??= new(_observations);

    /// <summary>An hour of her collar, or what late data made of it.</summary>
    public void Observe(in CollarHour hour)
    {
        MakeRoom(hour.Hour);
        if (_observations.Hours.Update(in hour))
        {
            Hours.InvalidateCollarFrom(hour.Hour);
            Milkings.InvalidateFrom(UnixTime.StartOfHour(hour.Hour + MastitisDetector.CollarLagHours));
        }

        if (!Hours.HasStarted)
        {
            RunDetectors();
        }
    }

    /// <summary>A milking, or what late data made of it: one of the same start replaces it.</summary>
    public void Observe(MilkingObservation milking)
    {
        if (Milkings.HasStarted && milking.End - Milkings.LastProcessedEnd > MaxPendingHours * UnixTime.HourMs)
        {
            RunDetectors();
        }

        var from = _observations.Milkings.InsertOrReplace(PackedMilking.FromObservation(milking));
        if (from != long.MaxValue)
        {
            Milkings.InvalidateFrom(from);
            Hours.InvalidateFrom(UnixTime.HourOf(from));
        }
    }

    /// <summary>What people told; the same twice is one.</summary>
    public void Observe(in LifeEvent lifeEvent)
    {
        if (!_observations.Life.TryAdd(in lifeEvent))
        {
            return;
        }

        var hour = UnixTime.HourOf(lifeEvent.Time);
        if (lifeEvent.Kind == LifeEventKind.CollarChange)
        {
            Hours.InvalidateCollarFrom(hour);
        }
        else
        {
            Hours.InvalidateFrom(hour);
        }

        Milkings.InvalidateFrom(lifeEvent.Time);
    }

    /// <summary>An hour of the climate where she is kept, or what late data made of it.</summary>
    public void Observe(in ClimateHour hour)
    {
        MakeRoom(hour.Hour - MaxCollarSilenceHours);
        if (_observations.Climate.Update(in hour))
        {
            Hours.InvalidateFrom(hour.Hour + ClimateHourBuffer.LagHours);
        }
    }

    /// <summary>The present state of every finding that changed since it was last asked.</summary>
    public IReadOnlyList<Finding> DrainFindings()
    {
        RunDetectors();
        List<Finding>? findings = null;
        Hours.AppendFindings(ref findings);
        Milkings.AppendFindings(ref findings);
        return findings ?? (IReadOnlyList<Finding>)[];
    }

    /// <summary>All she remembers, at most 64 KiB.</summary>
    public byte[] Save()
    {
        using var bytes = new MemoryStream(32 * 1024);
        using var writer = new BinaryWriter(bytes);
        writer.Write(Version);
        _observations.Save(writer);
        Hours.Save(writer);
        Milkings.Save(writer);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Null when it was saved by another version, and is to be learned again.</summary>
    public static CowModel? Load(CowProfile profile, ReadOnlySpan<byte> saved, CowOptions? options = null)
    {
        if (saved.IsEmpty || saved[0] != Version)
        {
            return null;
        }

        try
        {
            using var reader = new BinaryReader(new MemoryStream(saved.ToArray()));
            reader.ReadByte();
            var model = new CowModel(profile, options);
            model._observations.Load(reader);
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
        while (Hours.HasStarted && hour - Hours.LastProcessedHour > MaxPendingHours)
        {
            _observations.Hours.Advance(Math.Max(_observations.Hours.Newest, Hours.LastProcessedHour + MaxPendingHours));
            RunDetectors();
        }
    }

    private void RunDetectors()
    {
        // A collar that fell silent, or that she never had, must not hold up what the climate says.
        var front = _observations.Climate.Newest == long.MinValue ? _observations.Hours.Newest : Math.Max(_observations.Hours.Newest, _observations.Climate.Newest - MaxCollarSilenceHours);
        if (front != long.MinValue)
        {
            Hours.AdvanceTo(front);
        }

        if (_observations.Milkings.Count > 0)
        {
            var milked = _observations.Milkings[_observations.Milkings.Count - 1].End;
            Milkings.AdvanceTo(Hours.HasStarted ? Math.Max(milked, UnixTime.StartOfHour(Hours.LastProcessedHour + 1)) : milked);
        }
    }
}
