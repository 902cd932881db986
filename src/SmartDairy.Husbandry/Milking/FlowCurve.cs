using SmartDairy.Contracts.Milking;

namespace SmartDairy.Husbandry.Milking;

/// <summary>A milking's curves from its running totals. The newest message of each five seconds counts, which bounds the size.</summary>
internal sealed class FlowCurve
{
    private const long SlotMs = 5_000;
    private const int MaxSlots = 1_440;
    private const int MaxPoints = 240;

    private readonly SortedList<long, Sample> _slots;

    public FlowCurve() => _slots = new(capacity: 1);

    private FlowCurve(SortedList<long, Sample> slots) => _slots = new(slots);

    public FlowCurve Copy() => new(_slots);

    public void Add(long time, long message, double litres, double flow, double conductivity)
    {
        var slot = time / SlotMs;
        var sample = new Sample(time, message, litres, flow, conductivity);
        if (_slots.TryGetValue(slot, out var known))
        {
            if ((time, message).CompareTo((known.Time, known.Message)) > 0)
            {
                _slots[slot] = sample;
            }
        }
        else if (_slots.Count < MaxSlots)
        {
            _slots.Add(slot, sample);
        }
    }

    /// <summary>The points of the curve; empty for a single message, which is the total.</summary>
    public IReadOnlyList<FlowPoint> ToPoints(long startedAt)
    {
        if (_slots.Count < 2)
        {
            return [];
        }

        var kept = Math.Min(_slots.Count, MaxPoints);
        var points = new FlowPoint[kept];
        var (lastTime, lastLitres) = (startedAt, 0.0);
        for (var i = 0; i < kept; i++)
        {
            // The first and the last point are kept, the others are thinned evenly.
            var sample = _slots.GetValueAtIndex((int)((long)i * (_slots.Count - 1) / (kept - 1)));
            var flow = double.IsNaN(sample.Flow) && sample.Time > lastTime
                ? Math.Max(0, (sample.Litres - lastLitres) * 60_000 / (sample.Time - lastTime))
                : sample.Flow;
            points[i] = new((int)Math.Clamp((sample.Time - startedAt) / 1000, 0, int.MaxValue), sample.Litres, flow, sample.Conductivity);
            if (!double.IsNaN(sample.Litres))
            {
                (lastTime, lastLitres) = (sample.Time, sample.Litres);
            }
        }

        return points;
    }

    private readonly record struct Sample(long Time, long Message, double Litres, double Flow, double Conductivity);
}
