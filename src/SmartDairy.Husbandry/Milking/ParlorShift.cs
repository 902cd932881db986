using SmartDairy.Contracts.Milking;

namespace SmartDairy.Husbandry.Milking;

/// <summary>One milking shift of a parlor: milkings without a long pause between two beginnings.</summary>
/// <param name="StartedAt">Unix milliseconds; null when nothing was milked.</param>
/// <param name="MilkingsPerHour">Completed milkings over the time from the first beginning to the last end; null while none is
/// complete.</param>
public sealed record ParlorShift(long? StartedAt, int CompletedMilkings, int Animals, double Litres, double? MilkingsPerHour)
{
    private const long PauseMs = 90 * 60_000;
    private const long MaxDurationMs = 12 * 3_600_000;

    /// <summary>The last shift.</summary>
    /// <param name="milkings">The milkings of one parlor in the last day, in any order.</param>
    public static ParlorShift Latest(IEnumerable<MilkingSession> milkings)
    {
        var newestFirst = milkings.Where(milking => !milking.Retracted).OrderByDescending(milking => milking.StartedAt).ToList();
        var count = newestFirst.Count == 0 ? 0 : 1;
        while (count < newestFirst.Count
            && newestFirst[count - 1].StartedAt - newestFirst[count].StartedAt < PauseMs
            && newestFirst[0].StartedAt - newestFirst[count].StartedAt <= MaxDurationMs)
        {
            count++;
        }

        var (over, litres, lastEnd) = (0, 0.0, long.MinValue);
        var animals = new HashSet<string>(StringComparer.Ordinal);
        foreach (var milking in newestFirst.Take(count))
        {
            litres += milking.Litres ?? 0;
            if (milking.AnimalId is { } animal)
            {
                animals.Add(animal);
            }

            if (milking.State != MilkingState.Running)
            {
                over++;
                lastEnd = Math.Max(lastEnd, milking.EndedAt ?? milking.StartedAt);
            }
        }

        long? began = count == 0 ? null : newestFirst[count - 1].StartedAt;
        return new(began, over, animals.Count, litres, over > 0 && lastEnd > began ? over * 3_600_000.0 / (lastEnd - began.Value) : null);
    }
}
