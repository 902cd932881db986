using SmartDairy.Simulator.Nature;
using SmartDairy.Simulator.Plan;

namespace SmartDairy.Simulator.Messages;

/// <summary>Gathers the voices of the farm, one local hour at a time, and puts each hour in order.</summary>
internal sealed class Chronicle
{
    private const long SliceMs = 3_600_000;
    private readonly IReadOnlyList<IVoice> _voices;

    public Chronicle(HerdOptions options, FarmPlan plan, IReadOnlyList<Cow> cows, Noise noise)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);
        _voices =
        [
            new GatewayStatus(options, plan, noise),
            new AirSensors(options, plan, noise, zone),
            new Parlor(options, plan, cows, noise, zone),
            new FeedBunk(plan, cows, noise, zone),
            new Collars(options, plan, cows, noise, zone),
        ];
    }

    public IEnumerable<SimulatedMessage> Between(long from, long to)
    {
        using var writer = new PayloadWriter();
        var slice = new List<SimulatedMessage>();
        for (var start = from; start < to;)
        {
            // Slices end at whole hours, so that how a span is cut changes nothing.
            var end = Math.Min(to, (Math.DivRem(start, SliceMs).Quotient + 1) * SliceMs);
            slice.Clear();
            foreach (var voice in _voices)
            {
                voice.Speak(start, end, writer, slice);
            }

            foreach (var message in slice.OrderBy(message => message.SendAt).ThenBy(message => message.DeviceId, StringComparer.Ordinal)
                .ThenBy(message => message.Kind))
            {
                yield return message;
            }

            start = end;
        }
    }
}
