using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Husbandry.Milking;

/// <summary>One remembered milking of a meter.</summary>
internal sealed class MilkingEntry(MilkingBuilder draft)
{
    public MilkingBuilder Builder => draft;

    /// <summary>
    /// Messages that belong to the milking by time alone; null when there are none. Every further message can change them.
    /// </summary>
    public List<MilkingReading>? UnkeyedMessages { get; set; }

    public bool IsDirty { get; set; }

    /// <summary>The milking as it was last emitted; null before.</summary>
    public MilkingSession? LastEmitted { get; set; }

    /// <summary>The end; null while no message reports it.</summary>
    public long? EndedAt
    {
        get
        {
            var ended = draft.EndedAt;
            foreach (var reading in UnkeyedMessages ?? [])
            {
                ended = reading.EndedAt ?? ended ?? (reading.Phase == MilkingPhase.End ? reading.Time : null);
            }

            return ended;
        }
    }

    public long LastMessage
        => UnkeyedMessages is { Count: > 0 } ? Math.Max(draft.LastMessage, UnkeyedMessages[^1].Time) : draft.LastMessage;

    public long Deadline(MilkingFoldOptions options) => LastMessage + (long)options.EndTimeout.TotalMilliseconds;

    public bool HasTimedOut(long now, MilkingFoldOptions options) => now >= Deadline(options);

    public MilkingSession Build(FarmCalendar days, bool isSuperseded)
    {
        if (UnkeyedMessages is not { Count: > 0 })
        {
            return draft.Build(days, isSuperseded);
        }

        var whole = draft.Copy();
        foreach (var reading in UnkeyedMessages)
        {
            whole.Add(reading);
        }

        return whole.Build(days, isSuperseded);
    }

    /// <summary>The retraction of a milking that was emitted before.</summary>
    public static MilkingSession Retraction(MilkingSession emitted) => new()
    {
        Id = emitted.Id,
        FarmId = emitted.FarmId,
        DeviceId = emitted.DeviceId,
        AnimalId = emitted.AnimalId,
        StartedAt = emitted.StartedAt,
        State = MilkingState.Retracted,
        FarmDay = emitted.FarmDay,
    };
}
