using SmartDairy.Contracts.Readings;

namespace SmartDairy.Husbandry.Milking;

/// <summary>Assigns messages that name neither session nor beginning to the milking at their time.</summary>
internal static class UnkeyedMessageAssigner
{
    private const long GraceMs = 60_000;

    /// <summary>Sets the unkeyed messages of each milking, and returns the milkings that consist of such messages alone.</summary>
    /// <param name="entries">Milkings by their beginning.</param>
    /// <param name="unkeyedMessages">Messages by their time.</param>
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

    /// <summary>
    /// The time until which a message may belong to a milking: shortly after its end, since totals may follow it, or as long as its end is
    /// awaited.
    /// </summary>
    private static long LatestMessageTime(MilkingEntry entry, MilkingFoldOptions options)
        => entry.EndedAt is { } ended ? ended + GraceMs : entry.Deadline(options);

    private static bool Same(List<MilkingReading>? one, List<MilkingReading>? other)
        => (one is null && other is null)
        || (one is not null && other is not null && one.SequenceEqual(other, ReferenceEqualityComparer.Instance));
}
