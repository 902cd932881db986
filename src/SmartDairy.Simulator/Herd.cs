using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Simulator.Messages;
using SmartDairy.Simulator.Nature;
using SmartDairy.Simulator.Plan;

namespace SmartDairy.Simulator;

/// <summary>
/// A farm that never was: its devices, its cows and everything they would report. Immutable and safe for concurrent use; what is sent in a
/// span of time depends on nothing but the options and the span.
/// </summary>
/// <example>
/// <code>
/// var herd = Herd.Create(new HerdOptions { Cows = 40 });
/// foreach (var message in herd.Messages(yesterday, now)) { … }
/// </code>
/// </example>
public sealed class Herd
{
    private const int MilkingsPerDay = 2;
    private readonly FarmPlan _plan;
    private readonly Chronicle _chronicle;

    private Herd(HerdOptions options)
    {
        Options = options;
        var noise = new Noise((ulong)options.Seed * 0x9E3779B97F4A7C15UL ^ (uint)options.FarmId);
        Cows = [.. Enumerable.Range(0, options.Cows).Select(index => NewCow(options, noise, index))];
        _plan = new FarmPlan(options, Cows);
        _chronicle = new Chronicle(options, _plan, Cows, noise);
    }

    public HerdOptions Options { get; }

    /// <summary>The animals with their hidden truth (heat, mastitis), to judge what detectors find.</summary>
    public IReadOnlyList<Cow> Cows { get; }

    /// <summary>Every device to register, gateways before the devices behind them.</summary>
    public IReadOnlyList<DeviceRegistration> Devices => _plan.Devices;

    /// <summary>The ids of the devices that hold an MQTT connection of their own: all but those behind a gateway.</summary>
    public IEnumerable<string> Connections => Devices.Where(device => device.GatewayId is null).Select(device => device.Id);

    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static Herd Create(HerdOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new Herd(options);
    }

    /// <summary>Every animal to register, with her lactation as of that time.</summary>
    public IReadOnlyList<AnimalRegistration> Animals(DateTimeOffset asOf)
    {
        var at = asOf.ToUnixTimeMilliseconds();
        return [.. Cows.Select(cow => new AnimalRegistration
        {
            Id = cow.Id,
            FarmId = Options.FarmId,
            Name = CowNames.Of(cow.Index),
            BirthDate = cow.CalvedAt(at) - ((long)((1.1 * (cow.Parity(at) - 1)) + 2) * 365L * 86_400_000L),
            Lactation = cow.Parity(at),
            CalvedAt = cow.CalvedAt(at),
            TagEpc = cow.TagEpc,
        })];
    }

    /// <summary>
    /// What the farm sends in [<paramref name="from"/>, <paramref name="to"/>), in the order of time; generated as it is read, so that
    /// <paramref name="to"/> may lie years ahead. Two adjoining spans give together what the whole span gives.
    /// </summary>
    public IEnumerable<SimulatedMessage> Messages(DateTimeOffset from, DateTimeOffset to) =>
        _chronicle.Between(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());

    /// <summary>About how many messages a span holds, for a progress bar; within a few percent for spans of whole days.</summary>
    public long Estimate(TimeSpan span)
    {
        var days = span.TotalDays;
        var day = TimeSpan.FromDays(1);
        var milkings = Options.Cows * MilkingsPerDay * 0.85;
        return (long)(days * ((_plan.Sensors.Count * (day / Options.EnvironmentInterval)) + (_plan.Collars.Count * (day / Options.CollarInterval))
            + (_plan.Gateways.Count * (day / Options.StatusInterval)) + (milkings * 5) + (Options.Cows * FeedBunk.VisitsPerDay)));
    }

    private static Cow NewCow(HerdOptions options, Noise noise, int index)
    {
        var own = noise.Of(10, index);
        var tag = $"E2003415{options.FarmId & 0xFFFF:X4}{(uint)(own.Uniform(99) * uint.MaxValue):X8}{index:X4}"[..24];
        return new Cow(own, index, (index % options.Barns) + 1, $"COW-{index + 1:0000}", tag);
    }
}
