using SmartDairy.Simulator.Biology;
using SmartDairy.Simulator.Instruments;
using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Simulator;

/// <summary>Shared parts of a simulated farm, all immutable or safe for concurrent use.</summary>
internal sealed class SimulationContext
{
    public SimulationContext(SimulatedHerdOptions options)
    {
        Options = options;
        RandomSource = new IndexedRandom((ulong)options.Seed * 0x9E3779B97F4A7C15UL ^ (uint)options.FarmId);
        Zone = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);
        var start = options.Start.ToUnixTimeMilliseconds();
        Cows = [.. Enumerable.Range(0, options.Cows).Select(index => NewCow(index, start))];
        Climate =
            new BarnClimate(
                Parameters.Climate, RandomSource.Derive(30, 0), options.Barns, options.ZonesPerBarn, options.Cows, Zone.BaseUtcOffset);
        HerdEnvironment = new HerdEnvironment(Parameters, Climate, RandomSource.Derive(35, 0), options.FarmId);
        CollarFaults = new CollarFaultSchedule(Parameters.Collars, RandomSource.Derive(42, 0), options.Barns, options.Cows);
        SensorFaults = new SensorFaultSchedule(Parameters.AirSensors, RandomSource.Derive(33, 0), start);
        Udder = new UdderModel(Parameters, HerdEnvironment, RandomSource.Derive(83, 0));
    }

    public SimulatedHerdOptions Options { get; }

    public HerdParameters Parameters => Options.Parameters;

    public IndexedRandom RandomSource { get; }

    public TimeZoneInfo Zone { get; }

    public IReadOnlyList<SimulatedCow> Cows { get; }

    public BarnClimate Climate { get; }

    public HerdEnvironment HerdEnvironment { get; }

    public CollarFaultSchedule CollarFaults { get; }

    public SensorFaultSchedule SensorFaults { get; }

    public UdderModel Udder { get; }

    public CollarModel CreateCollarModel() => new(Parameters, Cows, HerdEnvironment, CollarFaults, RandomSource.Derive(43, 0), Zone);

    private SimulatedCow NewCow(int index, long start)
    {
        var own = RandomSource.Derive(10, index);
        var tag = $"E2003415{Options.FarmId & 0xFFFF:X4}{(uint)(own.Uniform(99) * uint.MaxValue):X8}{index:X4}"[..24];
        return new SimulatedCow(own, Parameters, Options.FarmId, index, (index % Options.Barns) + 1, $"COW-{index + 1:0000}", tag, start);
    }
}
