using SmartDairy.Simulator.Layout;

namespace SmartDairy.Simulator.Messages;

/// <summary>Collects the messages of all sources one hour at a time and sorts each hour.</summary>
internal sealed class MessageTimeline(SimulationContext context, FarmLayout layout)
{
    private const long SliceMs = 3_600_000;

    public IEnumerable<SimulatedMessage> Between(long from, long to)
    {
        using var writer = new PayloadWriter();
        var sources = CreateSources();
        var slice = new List<SimulatedMessage>();
        for (var start = from; start < to;)
        {
            // Slices end at whole hours, so that adjoining spans give the same messages as the whole span.
            var end = Math.Min(to, (Math.DivRem(start, SliceMs).Quotient + 1) * SliceMs);
            slice.Clear();
            foreach (var source in sources)
            {
                source.Emit(start, end, writer, slice);
            }

            slice.Sort(InOrder);
            foreach (var message in slice)
            {
                yield return message;
            }

            start = end;
        }
    }

    /// <summary>New sources for each pass over time, because they keep state.</summary>
    private List<IMessageSource> CreateSources()
    {
        var families = context.Options.Families;
        var sources = new List<IMessageSource>();
        Add(MessageFamilies.Status, () => new GatewayStatusSource(context, layout));
        Add(MessageFamilies.Environment, () => new AirSensorSource(context, layout));
        Add(MessageFamilies.Milking | MessageFamilies.Tags, () => new ParlorSource(context, layout));
        Add(MessageFamilies.Tags, () => new FeedBunkSource(context, layout));
        Add(MessageFamilies.Collars, () => new CollarSource(context, layout));
        return sources;

        void Add(MessageFamilies of, Func<IMessageSource> make)
        {
            if ((families & of) != 0)
            {
                sources.Add(make());
            }
        }
    }

    private static int InOrder(SimulatedMessage first, SimulatedMessage second)
    {
        var byTime = first.SendAt.CompareTo(second.SendAt);
        if (byTime != 0)
        {
            return byTime;
        }

        var byDevice = string.CompareOrdinal(first.DeviceId, second.DeviceId);
        return byDevice != 0 ? byDevice : first.Kind.CompareTo(second.Kind);
    }
}
