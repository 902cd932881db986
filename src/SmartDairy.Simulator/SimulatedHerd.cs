using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Simulator.Biology;
using SmartDairy.Simulator.Layout;
using SmartDairy.Simulator.Messages;
using SmartDairy.Simulator.Truth;

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
public sealed class SimulatedHerd
{
    private const int MilkingsPerDay = 2;
    private readonly SimulationContext _context;
    private readonly FarmLayout _layout;
    private readonly MessageTimeline _timeline;
    private readonly GroundTruth _groundTruth;

    private SimulatedHerd(SimulatedHerdOptions options)
    {
        Options = options;
        _context = new SimulationContext(options);
        _layout = new FarmLayout(options, Cows);
        _timeline = new MessageTimeline(_context, _layout);
        _groundTruth = new GroundTruth(_context, _layout);
    }

    public SimulatedHerdOptions Options { get; }

    /// <summary>The animals as they are; what befalls them is in <see cref="Truth"/>.</summary>
    public IReadOnlyList<SimulatedCow> Cows => _context.Cows;

    /// <summary>Every device to register, gateways before the devices behind them.</summary>
    public IReadOnlyList<DeviceRegistration> Devices => _layout.Devices;

    /// <summary>The ids of the devices that hold an MQTT connection of their own: all but those behind a gateway.</summary>
    public IEnumerable<string> Connections => Devices.Where(device => device.GatewayId is null).Select(device => device.Id);

    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static SimulatedHerd Create(SimulatedHerdOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new SimulatedHerd(options);
    }

    /// <summary>Every animal to register, with her lactation as of that time.</summary>
    public IReadOnlyList<AnimalRegistration> Animals(DateTimeOffset asOf)
    {
        var at = asOf.ToUnixTimeMilliseconds();
        return [.. Cows.Select(cow => new AnimalRegistration
        {
            Id = cow.Id,
            FarmId = Options.FarmId,
            Name = CowNames.ForIndex(cow.Index),
            BirthDate = cow.Parity(at) == 0 ? cow.CalvedAt(at) : cow.CalvedAt(at) - ((long)((1.1 * (cow.Parity(at) - 1)) + 2) * 365L * 86_400_000L),
            Lactation = cow.Parity(at),
            CalvedAt = cow.Parity(at) == 0 ? null : cow.CalvedAt(at),
            TagEpc = cow.TagEpc,
            Place = $"barn/{cow.Barn}",
        })];
    }

    /// <summary>
    /// What the farm sends in [<paramref name="from"/>, <paramref name="to"/>), in the order of time; generated as it is read, so that
    /// <paramref name="to"/> may lie years ahead. Two adjoining spans give together what the whole span gives.
    /// </summary>
    public IEnumerable<SimulatedMessage> Messages(DateTimeOffset from, DateTimeOffset to) =>
        _timeline.Between(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());

    /// <summary>
    /// What was so in a span that begins at <paramref name="from"/> and ends before <paramref name="to"/>, or reaches into it: to judge what detectors find, and for nothing else. By
    /// its start.
    /// </summary>
    public IReadOnlyList<TruthEvent> Truth(DateTimeOffset from, DateTimeOffset to) => _groundTruth.Between(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());

    /// <summary>
    /// What people write down in a span, by the time they do so: calvings, inseminations of heats that somebody saw, pregnancy checks, dry-offs, most group changes and trimmings,
    /// diagnoses and treatments. Always after the fact.
    /// </summary>
    public IReadOnlyList<AnimalEvent> RecordedEvents(DateTimeOffset from, DateTimeOffset to) => _groundTruth.RecordedBetween(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());

    /// <summary>About how many messages a span holds, for a progress bar; within a few percent for spans of whole days.</summary>
    public long EstimateMessageCount(TimeSpan span)
    {
        var days = span.TotalDays;
        var day = TimeSpan.FromDays(1);
        var milkings = Options.Cows * MilkingsPerDay * 0.85;
        var collars = _layout.Collars.Count * (day / Options.CollarInterval) * (1 - Options.Parameters.Collars.Missing);
        return (long)(days * (Of(MessageFamilies.Environment, _layout.Sensors.Count * (day / Options.EnvironmentInterval)) + Of(MessageFamilies.Collars, collars)
            + Of(MessageFamilies.Status, _layout.Gateways.Count * (day / Options.StatusInterval)) + Of(MessageFamilies.Milking, milkings * (3 + Options.RunningTotals))
            + Of(MessageFamilies.Tags, (milkings * 2) + (Options.Cows * FeedBunkSource.VisitsPerDay))));

        double Of(MessageFamilies family, double count) => Options.Families.HasFlag(family) ? count : 0;
    }
}
