using SmartDairy.Contracts.Devices;
using SmartDairy.Simulator;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Evaluation.Scoring;

/// <summary>The ground truth of a herd by cow: events of a collar or a barn count for the cows that they concern.</summary>
public sealed class HerdTruthIndex
{
    /// <summary>The longest pause between hot days of one spell, milliseconds.</summary>
    private const long Cool = 2 * ScoringPeriod.DayMs;

    /// <param name="events">The events of <see cref="SimulatedHerd.Truth"/>.</param>
    public HerdTruthIndex(SimulatedHerd herd, IReadOnlyList<TruthEvent> events)
    {
        ArgumentNullException.ThrowIfNull(herd);
        ArgumentNullException.ThrowIfNull(events);
        var wearers = herd.Devices.Where(device => device.Type == DeviceType.ActivityCollar)
            .ToDictionary(device => device.Id, device => device.AnimalId!, StringComparer.Ordinal);
        var ofCollars = events.Where(one => wearers.ContainsKey(one.SubjectId)).SelectMany(one => OfWearers(one, wearers[one.SubjectId]))
            .ToList();
        Cows = new TruthIndex([.. events.Where(one => !wearers.ContainsKey(one.SubjectId)), .. ofCollars]);
        var spells = events.Where(one => one.Kind == TruthKind.HeatStress).GroupBy(one => one.SubjectId, StringComparer.Ordinal)
            .ToDictionary(barn => barn.Key, Spells, StringComparer.Ordinal);
        HeatStress =
            new TruthIndex(
                herd.Cows.SelectMany(
                    cow => (spells.GetValueOrDefault($"barn/{cow.Barn}") ?? []).Select(one => one with { SubjectId = cow.Id })));
    }

    /// <summary>The truth of cows and of their collars.</summary>
    public TruthIndex Cows { get; }

    /// <summary>The hot spells of barns, for each cow that is kept there.</summary>
    public TruthIndex HeatStress { get; }

    private static IEnumerable<TruthEvent> OfWearers(TruthEvent one, string cow)
    {
        yield return one with { SubjectId = cow };
        if (one.WearerId is { } other)
        {
            yield return one with { SubjectId = other, WearerId = cow };
        }
    }

    private static List<TruthEvent> Spells(IEnumerable<TruthEvent> days)
    {
        var spells = new List<TruthEvent>();
        foreach (var day in days.OrderBy(one => one.Start))
        {
            if (spells.Count > 0 && day.Start - spells[^1].End < Cool)
            {
                spells[^1] = spells[^1] with { End = Math.Max(spells[^1].End, day.End) };
            }
            else
            {
                spells.Add(day);
            }
        }

        return spells;
    }
}
