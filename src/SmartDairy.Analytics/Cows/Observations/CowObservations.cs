using SmartDairy.Analytics.Cows.Deviations;

namespace SmartDairy.Analytics.Cows.Observations;

/// <summary>All input of a cow's detectors.</summary>
internal sealed class CowObservations
{
    public CowObservations(CowProfile profile, CowOptions options)
    {
        (Profile, Options) = (profile, options);
        Life = new(profile);
        Deviations = new(Hours, options.UsualValues);
    }

    public CowProfile Profile { get; }

    public CowOptions Options { get; }

    public CollarHourBuffer Hours { get; } = new();

    public DeviationBuffer Deviations { get; }

    public MilkingBuffer Milkings { get; } = new();

    public LifeEventLog Life { get; }

    public ClimateHourBuffer Climate { get; } = new();

    /// <summary>First full hour of the collar worn at an hour.</summary>
    public long CollarWornSince(long hour)
        => Life.LastBefore(LifeEventKind.CollarChange, UnixTime.StartOfHour(hour + 1)) is { } changed
            ? UnixTime.HourOf(changed) + 1
            : long.MinValue / 2;

    public void Save(BinaryWriter writer)
    {
        Hours.Save(writer);
        Deviations.Save(writer);
        Milkings.Save(writer);
        Life.Save(writer);
        Climate.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        Hours.Load(reader);
        Deviations.Load(reader);
        Milkings.Load(reader);
        Life.Load(reader);
        Climate.Load(reader);
    }
}
