using SmartDairy.Simulator.Instruments;
using SmartDairy.Simulator.Nature;
using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Simulator;

/// <summary>What all parts of a simulated farm share. Immutable, or safe for concurrent use.</summary>
internal sealed class World
{
    public World(HerdOptions options)
    {
        Options = options;
        Noise = new Noise((ulong)options.Seed * 0x9E3779B97F4A7C15UL ^ (uint)options.FarmId);
        Zone = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);
        var start = options.Start.ToUnixTimeMilliseconds();
        Cows = [.. Enumerable.Range(0, options.Cows).Select(index => NewCow(index, start))];
        Climate = new BarnClimate(Numbers.Climate, Noise.Of(30, 0), options.Barns, options.ZonesPerBarn, options.Cows, Zone.BaseUtcOffset);
        Surroundings = new Surroundings(Numbers, Climate, Noise.Of(35, 0), options.FarmId);
        Fate = new CollarFate(Numbers.Collars, Noise.Of(42, 0), options.Barns, options.Cows);
        SensorFate = new SensorFate(Numbers.AirSensors, Noise.Of(33, 0), start);
        Udder = new Udder(Numbers, Surroundings, Noise.Of(83, 0));
    }

    public HerdOptions Options { get; }

    public HerdParameters Numbers => Options.Parameters;

    public Noise Noise { get; }

    public TimeZoneInfo Zone { get; }

    public IReadOnlyList<Cow> Cows { get; }

    public BarnClimate Climate { get; }

    public Surroundings Surroundings { get; }

    public CollarFate Fate { get; }

    public SensorFate SensorFate { get; }

    public Udder Udder { get; }

    public CollarRecorder NewRecorder() => new(Numbers, Cows, Surroundings, Fate, Noise.Of(43, 0), Zone);

    private Cow NewCow(int index, long start)
    {
        var own = Noise.Of(10, index);
        var tag = $"E2003415{Options.FarmId & 0xFFFF:X4}{(uint)(own.Uniform(99) * uint.MaxValue):X8}{index:X4}"[..24];
        return new Cow(own, Numbers, Options.FarmId, index, (index % Options.Barns) + 1, $"COW-{index + 1:0000}", tag, start);
    }
}
