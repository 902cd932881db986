using SmartDairy.Simulator.Layout;

namespace SmartDairy.Simulator.Messages;

/// <summary>Gathers the voices of the farm, one local hour at a time, and puts each hour in order.</summary>
internal sealed class MessageTimeline(SimulationContext world, FarmLayout plan)
{
    private const long SliceMs = 3_600_000;

    public IEnumerable<SimulatedMessage> Between(long from, long to)
    {
        using var writer = new PayloadWriter();
        var voices = CreateSources();
        var slice = new List<SimulatedMessage>();
        for (var start = from; start < to;)
        {
            // Slices end at whole hours, so that how a span is cut changes nothing.
            var end = Math.Min(to, (Math.DivRem(start, SliceMs).Quotient + 1) * SliceMs);
            slice.Clear();
            foreach (var voice in voices)
            {
                voice.Emit(start, end, writer, slice);
            }

            slice.Sort(InOrder);
            foreach (var message in slice)
            {
                yield return message;
            }

            start = end;
        }
    }

    /// <summary>New ones for each pass over time: they keep what they work with.</summary>
    private List<IMessageSource> CreateSources()
    {
        var families = world.Options.Families;
        var voices = new List<IMessageSource>();
        Add(MessageFamilies.Status, () => new GatewayStatusSource(world, plan));
        Add(MessageFamilies.Environment, () => new AirSensorSource(world, plan));
        Add(MessageFamilies.Milking | MessageFamilies.Tags, () => new ParlorSource(world, plan));
        Add(MessageFamilies.Tags, () => new FeedBunkSource(world, plan));
        Add(MessageFamilies.Collars, () => new CollarSource(world, plan));
        return voices;

        void Add(MessageFamilies of, Func<IMessageSource> make)
        {
            if ((families & of) != 0)
            {
                voices.Add(make());
            }
        }
    }

    private static int InOrder(SimulatedMessage one, SimulatedMessage two)
    {
        var byTime = one.SendAt.CompareTo(two.SendAt);
        if (byTime != 0)
        {
            return byTime;
        }

        var byDevice = string.CompareOrdinal(one.DeviceId, two.DeviceId);
        return byDevice != 0 ? byDevice : one.Kind.CompareTo(two.Kind);
    }
}
