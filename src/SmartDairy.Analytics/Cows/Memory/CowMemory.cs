using SmartDairy.Analytics.Cows.Normal;

namespace SmartDairy.Analytics.Cows.Memory;

/// <summary>All that a cow's detectors look at.</summary>
internal sealed class CowMemory
{
    public CowMemory(CowFacts facts, CowOptions options)
    {
        (Facts, Options) = (facts, options);
        Life = new(facts);
        Signs = new(Hours, options.Normal);
    }

    public CowFacts Facts { get; }

    public CowOptions Options { get; }

    public HourRing Hours { get; } = new();

    public SignRing Signs { get; }

    public MilkingRing Milkings { get; } = new();

    public LifeLine Life { get; }

    public ClimateRing Climate { get; } = new();

    /// <summary>She wears her collar since that hour.</summary>
    public long CollarSince(long hour)
        => Life.Last(LifeEventKind.CollarChange, Time.Of(hour + 1)) is { } changed ? Time.HourOf(changed) + 1 : long.MinValue / 2;

    public void Save(BinaryWriter writer)
    {
        Hours.Save(writer);
        Signs.Save(writer);
        Milkings.Save(writer);
        Life.Save(writer);
        Climate.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        Hours.Load(reader);
        Signs.Load(reader);
        Milkings.Load(reader);
        Life.Load(reader);
        Climate.Load(reader);
    }
}
