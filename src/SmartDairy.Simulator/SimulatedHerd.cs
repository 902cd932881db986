using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Simulator.Biology;
using SmartDairy.Simulator.Layout;
using SmartDairy.Simulator.Messages;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator;

/// <summary>
/// A simulated farm: its devices, its cows and all their messages. Immutable and safe for concurrent use; the messages of a span depend
/// only on the options and the span.
/// </summary>
/// <example>
/// <code>
/// var herd = SimulatedHerd.Create(new SimulatedHerdOptions { Cows = 40 });
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

    /// <summary>The simulated cows; their episodes are in <see cref="Truth"/>.</summary>
    public IReadOnlyList<SimulatedCow> Cows => _context.Cows;

    /// <summary>All devices to register, gateways before the devices behind them.</summary>
    public IReadOnlyList<DeviceRegistration> Devices => _layout.Devices;

    /// <summary>Ids of the devices with their own MQTT connection: all except those behind a gateway.</summary>
    public IEnumerable<string> Connections => Devices.Where(device => device.GatewayId is null).Select(device => device.Id);

    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static SimulatedHerd Create(SimulatedHerdOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new SimulatedHerd(options);
    }

    /// <summary>All animals to register, with their lactation at a time.</summary>
    public IReadOnlyList<AnimalRegistration> Animals(DateTimeOffset asOf)
    {
        var at = asOf.ToUnixTimeMilliseconds();
        return [.. Cows.Select(cow => new AnimalRegistration
        {
            Id = cow.Id,
            FarmId = Options.FarmId,
            Name = CowNames.ForIndex(cow.Index),
            BirthDate = cow.Parity(at) == 0
                ? cow.CalvedAt(at)
                : cow.CalvedAt(at) - ((long)((1.1 * (cow.Parity(at) - 1)) + 2) * 365L * 86_400_000L),
            Lactation = cow.Parity(at),
            CalvedAt = cow.Parity(at) == 0 ? null : cow.CalvedAt(at),
            TagEpc = cow.TagEpc,
            Place = $"barn/{cow.Barn}",
        })];
    }

    /// <summary>
    /// Messages of the farm in [<paramref name="from"/>, <paramref name="to"/>), in order of time. They are generated while enumerated, so
    /// <paramref name="to"/> may be years ahead. Adjoining spans give the same messages as the whole span.
    /// </summary>
    public IEnumerable<SimulatedMessage> Messages(DateTimeOffset from, DateTimeOffset to) =>
        _timeline.Between(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());

    /// <summary>
    /// Ground truth that overlaps the span from <paramref name="from"/> to <paramref name="to"/> (exclusive), ordered by start. Only for
    /// evaluating detectors.
    /// </summary>
    public IReadOnlyList<TruthEvent> Truth(DateTimeOffset from, DateTimeOffset to)
        => _groundTruth.Between(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());

    /// <summary>
    /// Events that people record in a span, ordered by recording time: calvings, inseminations after observed heats, pregnancy checks,
    /// dry-offs, most group changes and hoof trimmings, diagnoses and treatments. Recording always follows the event.
    /// </summary>
    public IReadOnlyList<AnimalEvent> RecordedEvents(DateTimeOffset from, DateTimeOffset to)
        => _groundTruth.RecordedBetween(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());

    /// <summary>Estimated number of messages in a span, for a progress bar; accurate to a few percent for spans of whole days.</summary>
    public long EstimateMessageCount(TimeSpan span)
    {
        var days = span.TotalDays;
        var day = TimeSpan.FromDays(1);
        var milkings = Options.Cows * MilkingsPerDay * 0.85;
        var collars = _layout.Collars.Count * (day / Options.CollarInterval) * (1 - Options.Parameters.Collars.Missing);
        return (long)(days * (Of(MessageFamilies.Environment, _layout.Sensors.Count * (day / Options.EnvironmentInterval))
            + Of(MessageFamilies.Collars, collars)
            + Of(MessageFamilies.Status, _layout.Gateways.Count * (day / Options.StatusInterval))
            + Of(MessageFamilies.Milking, milkings * (3 + Options.RunningTotals))
            + Of(MessageFamilies.Tags, (milkings * 2) + (Options.Cows * FeedBunkSource.VisitsPerDay))));

        double Of(MessageFamilies family, double count) => Options.Families.HasFlag(family) ? count : 0;
    }
}
