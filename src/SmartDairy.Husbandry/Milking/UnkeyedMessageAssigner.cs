using SmartDairy.Contracts.Readings;

namespace SmartDairy.Husbandry.Milking;

/// <summary>Gives messages that name neither session nor beginning to the milking they fall into.</summary>
internal static class UnkeyedMessageAssigner
{
    private const long GraceMs = 60_000;

    /// <summary>
    /// Sets what belongs to each of the milkings, and returns those that are made of such messages alone.
    /// </summary>
    /// <param name="entries">By beginning.</param>
    /// <param name="unkeyedMessages">By time.</param>
    public static List<MilkingEntry> Assign(List<MilkingEntry> entries, List<MilkingReading> unkeyedMessages, MilkingFoldOptions options)
    {
        var orphans = new List<MilkingEntry>();
        var before = entries.ConvertAll(entry => entry.UnkeyedMessages);
        foreach (var entry in entries)
        {
            entry.UnkeyedMessages = null;
        }

        var next = 0;
        foreach (var reading in unkeyedMessages)
        {
            while (next < entries.Count && entries[next].Builder.StartedAt <= reading.Time)
            {
                next++;
            }

            var candidate = next > 0 ? entries[next - 1] : null;
            if (orphans.Count > 0 && (candidate is null || orphans[^1].Builder.StartedAt > candidate.Builder.StartedAt))
            {
                candidate = orphans[^1];
            }

            if (candidate is not null && reading.Time <= LatestMessageTime(candidate, options))
            {
                (candidate.UnkeyedMessages ??= []).Add(reading);
            }
            else
            {
                var draft = new MilkingBuilder(reading);
                draft.Add(reading);
                orphans.Add(new MilkingEntry(draft));
            }
        }

        for (var i = 0; i < entries.Count; i++)
        {
            entries[i].IsDirty |= !Same(before[i], entries[i].UnkeyedMessages);
        }

        return orphans;
    }

    /// <summary>Until when a message may belong to it: a little after its end, because totals may follow it, or as long as an end is waited for.</summary>
    private static long LatestMessageTime(MilkingEntry entry, MilkingFoldOptions options) => entry.EndedAt is { } ended ? ended + GraceMs : entry.Deadline(options);

    private static bool Same(List<MilkingReading>? one, List<MilkingReading>? other)
        => (one is null && other is null) || (one is not null && other is not null && one.SequenceEqual(other, ReferenceEqualityComparer.Instance));
}
