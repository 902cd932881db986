using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;
using SmartDairy.Husbandry.Milking;

namespace SmartDairy.Husbandry.Derivation;

/// <summary>
/// One milking stall with its meters: messages and the clock in, milkings out. Messages may come in any order and more than once.
/// </summary>
public sealed class StallDerivation(FarmCalendar days)
{
    private const int MaxMilkings = 512;
    private readonly Dictionary<string, MilkingFold> _meters = new(StringComparer.Ordinal);

    /// <summary>When the earliest end that is waited for is given up, Unix milliseconds; null when none is waited for.</summary>
    public long? NextDeadline
    {
        get
        {
            long? next = null;
            foreach (var meter in _meters.Values)
            {
                next = meter.NextDeadline is { } deadline && !(next < deadline) ? deadline : next;
            }

            return next;
        }
    }

    /// <summary>The milking that began last, as far as it is known; null when none is remembered.</summary>
    public MilkingSession? Newest
        => _meters.Values.Select(meter => meter.Newest).OfType<MilkingSession>().MaxBy(milking => milking.StartedAt);

    public bool HasMeter(string deviceId) => _meters.ContainsKey(deviceId);

    /// <summary>Takes over what a meter's history says.</summary>
    public void AddMeter(string deviceId, MilkingCatchUp history) => _meters.Add(deviceId, history.Fold);

    /// <summary>Takes a message in. A meter that is not known begins with it.</summary>
    public void Add(MilkingReading reading)
    {
        if (!_meters.TryGetValue(reading.DeviceId, out var meter))
        {
            _meters.Add(reading.DeviceId, meter = CreateFold(days));
        }

        meter.Add(reading);
    }

    /// <summary>Moves the clock on, Unix milliseconds: milkings whose end is overdue are over.</summary>
    public void Advance(long now)
    {
        foreach (var meter in _meters.Values)
        {
            meter.Advance(now);
        }
    }

    /// <summary>The present state of every milking that changed since the last call.</summary>
    public IReadOnlyList<MilkingSession> DrainMilkings()
    {
        IReadOnlyList<MilkingSession> drained = [];
        foreach (var meter in _meters.Values)
        {
            var more = meter.DrainMilkings();
            drained = drained.Count == 0 ? more : more.Count == 0 ? drained : [.. drained, .. more];
        }

        return drained;
    }

    /// <summary>
    /// Meter and beginning (Unix milliseconds) of milkings since the last call that messages came too late for: <see
    /// cref="MilkingCatchUp"/> derives them from history.
    /// </summary>
    public IReadOnlyList<(string DeviceId, long StartedAt)> DrainLateStarts()
    {
        List<(string, long)>? late = null;
        foreach (var (deviceId, meter) in _meters)
        {
            foreach (var startedAt in meter.DrainLateStarts())
            {
                (late ??= []).Add((deviceId, startedAt));
            }
        }

        return late ?? (IReadOnlyList<(string, long)>)[];
    }

    /// <summary>
    /// The remembered milkings that began at or after a time (Unix milliseconds), by their beginning, as they were last drained.
    /// </summary>
    public IReadOnlyList<MilkingSession> DrainedSince(long from)
        => [.. _meters.Values.SelectMany(meter => meter.EmittedSince(from)).OrderBy(milking => milking.StartedAt)];

    internal static MilkingFold CreateFold(FarmCalendar days) => new(days, new() { MaxMilkings = MaxMilkings });
}
