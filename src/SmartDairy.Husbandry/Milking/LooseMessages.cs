using SmartDairy.Contracts.Readings;

namespace SmartDairy.Husbandry.Milking;

/// <summary>Gives messages that name neither session nor beginning to the milking they fall into.</summary>
internal static class LooseMessages
{
    private const long GraceMs = 60_000;

    /// <summary>
    /// Sets what belongs to each of the milkings, and returns those that are made of such messages alone.
    /// </summary>
    /// <param name="entries">By beginning.</param>
    /// <param name="loose">By time.</param>
    public static List<Entry> Assign(List<Entry> entries, List<MilkingReading> loose, MilkingFoldOptions options)
    {
        var orphans = new List<Entry>();
        var before = entries.ConvertAll(entry => entry.Loose);
        foreach (var entry in entries)
        {
            entry.Loose = null;
        }

        var next = 0;
        foreach (var reading in loose)
        {
            while (next < entries.Count && entries[next].Draft.StartedAt <= reading.Time)
            {
                next++;
            }

            var candidate = next > 0 ? entries[next - 1] : null;
            if (orphans.Count > 0 && (candidate is null || orphans[^1].Draft.StartedAt > candidate.Draft.StartedAt))
            {
                candidate = orphans[^1];
            }

            if (candidate is not null && reading.Time <= Reach(candidate, options))
            {
                (candidate.Loose ??= []).Add(reading);
            }
            else
            {
                var draft = new MilkingDraft(reading);
                draft.Add(reading);
                orphans.Add(new Entry(draft));
            }
        }

        for (var i = 0; i < entries.Count; i++)
        {
            entries[i].Dirty |= !Same(before[i], entries[i].Loose);
        }

        return orphans;
    }

    /// <summary>Until when a message may belong to it: a little after its end, because totals may follow it, or as long as an end is waited for.</summary>
    private static long Reach(Entry entry, MilkingFoldOptions options) => entry.EndedAt is { } ended ? ended + GraceMs : entry.Deadline(options);

    private static bool Same(List<MilkingReading>? one, List<MilkingReading>? other)
        => (one is null && other is null) || (one is not null && other is not null && one.SequenceEqual(other, ReferenceEqualityComparer.Instance));
}
