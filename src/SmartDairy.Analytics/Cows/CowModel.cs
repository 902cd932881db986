using SmartDairy.Analytics.Cows.Mastitis;
using SmartDairy.Analytics.Cows.Observations;
using SmartDairy.Analytics.Cows.Runners;

namespace SmartDairy.Analytics.Cows;

/// <summary>
/// All detectors of one cow, fed with the data of its devices and the events entered by people. A pure state machine: the same input gives
/// the same findings, live or in replay. Input up to seven days late is applied at its own time, with the same result as input in order.
/// All kinds of input are expected in roughly the same order of time.
/// </summary>
/// <param name="profile">Facts from the animal's registration.</param>
/// <param name="options">Null uses <see cref="CowOptions.Default"/>.</param>
public sealed class CowModel(CowProfile profile, CowOptions? options = null)
{
    private const byte Version = 1;

    // Detection is deferred until findings are requested, but not so long that the buffers lose the hours it needs.
    private const int MaxPendingHours = 12;
    private const int MaxCollarSilenceHours = 6;

    private readonly CowObservations _observations = new(profile, options ?? CowOptions.Default);
    private HourlyDetectorRunner? _hours;
    private MilkingDetectorRunner? _milkings;

    public CowProfile Profile => profile;

    /// <summary>Hour after the newest observed hour, in hours since 1970. 0 before the first hour.</summary>
    public long ObservedUntilHour => _observations.Hours.Newest == long.MinValue ? 0 : _observations.Hours.Newest + 1;

    private HourlyDetectorRunner Hours => _hours ??= new(_observations);

    private MilkingDetectorRunner Milkings => _milkings ??= new(_observations);

    /// <summary>Adds an hour of the collar, or replaces it after late data.</summary>
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

    /// <summary>Adds a milking, or replaces the milking of the same start after late data.</summary>
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

    /// <summary>Adds an event entered by people; duplicates are ignored.</summary>
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

    /// <summary>Adds an hour of the climate where the cow is kept, or replaces it after late data.</summary>
    public void Observe(in ClimateHour hour)
    {
        MakeRoom(hour.Hour - MaxCollarSilenceHours);
        if (_observations.Climate.Update(in hour))
        {
            Hours.InvalidateFrom(hour.Hour + ClimateHourBuffer.LagHours);
        }
    }

    /// <summary>Present state of every finding that changed since the previous call.</summary>
    public IReadOnlyList<Finding> DrainFindings()
    {
        RunDetectors();
        List<Finding>? findings = null;
        Hours.AppendFindings(ref findings);
        Milkings.AppendFindings(ref findings);
        return findings ?? (IReadOnlyList<Finding>)[];
    }

    /// <summary>Serializes the model, at most 64 KiB.</summary>
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

    /// <summary>Restores a saved model; null when another version saved it or it is truncated, and the cow must be learned again.</summary>
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
        // A silent or missing collar must not delay detection from the climate.
        var front = _observations.Climate.Newest == long.MinValue
            ? _observations.Hours.Newest
            : Math.Max(_observations.Hours.Newest, _observations.Climate.Newest - MaxCollarSilenceHours);
        if (front != long.MinValue)
        {
            Hours.AdvanceTo(front);
        }

        if (_observations.Milkings.Count > 0)
        {
            var lastMilkingEnd = _observations.Milkings[_observations.Milkings.Count - 1].End;
            Milkings.AdvanceTo(Hours.HasStarted
                ? Math.Max(lastMilkingEnd, UnixTime.StartOfHour(Hours.LastProcessedHour + 1))
                : lastMilkingEnd);
        }
    }
}
