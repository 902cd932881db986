using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Husbandry.Milking;

/// <summary>A milking among those of its stall.</summary>
internal sealed class MilkingEntry(MilkingBuilder draft)
{
    public MilkingBuilder Builder => draft;

    /// <summary>Messages that belong to it by time alone; null when there are none. Which they are can change with every message.</summary>
    public List<MilkingReading>? UnkeyedMessages { get; set; }

    public bool IsDirty { get; set; }

    /// <summary>What was last told of it.</summary>
    public MilkingSession? LastEmitted { get; set; }

    /// <summary>Null while nobody told an end.</summary>
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

    public long LastMessage => UnkeyedMessages is { Count: > 0 } ? Math.Max(draft.LastMessage, UnkeyedMessages[^1].Time) : draft.LastMessage;

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

    /// <summary>That a milking told before is none.</summary>
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
