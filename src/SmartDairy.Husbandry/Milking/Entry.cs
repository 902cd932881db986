using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Husbandry.Milking;

/// <summary>A milking among those of its stall.</summary>
internal sealed class Entry(MilkingDraft draft)
{
    public MilkingDraft Draft => draft;

    /// <summary>Messages that belong to it by time alone; null when there are none. Which they are can change with every message.</summary>
    public List<MilkingReading>? Loose { get; set; }

    public bool Dirty { get; set; }

    /// <summary>What was last told of it.</summary>
    public MilkingSession? Told { get; set; }

    /// <summary>Null while nobody told an end.</summary>
    public long? EndedAt
    {
        get
        {
            var ended = draft.EndedAt;
            foreach (var reading in Loose ?? [])
            {
                ended = reading.EndedAt ?? ended ?? (reading.Phase == MilkingPhase.End ? reading.Time : null);
            }

            return ended;
        }
    }

    public long LastMessage => Loose is { Count: > 0 } ? Math.Max(draft.LastMessage, Loose[^1].Time) : draft.LastMessage;

    public long Deadline(MilkingFoldOptions options) => LastMessage + (long)options.EndTimeout.TotalMilliseconds;

    public bool TimedOut(long now, MilkingFoldOptions options) => now >= Deadline(options);

    public MilkingSession Build(FarmDays days, bool overtaken)
    {
        if (Loose is not { Count: > 0 })
        {
            return draft.Build(days, overtaken);
        }

        var whole = draft.Copy();
        foreach (var reading in Loose)
        {
            whole.Add(reading);
        }

        return whole.Build(days, overtaken);
    }

    /// <summary>That a milking told before is none.</summary>
    public static MilkingSession Retraction(MilkingSession told) => new()
    {
        Id = told.Id,
        FarmId = told.FarmId,
        DeviceId = told.DeviceId,
        AnimalId = told.AnimalId,
        StartedAt = told.StartedAt,
        State = MilkingState.Retracted,
        FarmDay = told.FarmDay,
    };
}
