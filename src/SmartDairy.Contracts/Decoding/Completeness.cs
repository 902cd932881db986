using SmartDairy.Contracts.Topics;

namespace SmartDairy.Contracts.Decoding;

/// <summary>Whether a draft says anything worth a row.</summary>
internal static class Completeness
{
    /// <summary>Null when it does.</summary>
    public static Refusal? Check(TopicKind kind, scoped in Draft draft, bool hasExtra, in ItemPlace place)
    {
        var measured = draft.Values.AsSpan().ContainsAnyExcept(double.NaN);
        return kind switch
        {
            TopicKind.SensorTelemetry when !measured && !draft.HasGroup => Missing(place, "readings", "a sensor's message needs its readings"),
            TopicKind.SensorTelemetry => measured || draft.HasUnknownValue ? null : Nothing(place, ".readings"),
            TopicKind.ActivityTelemetry => measured || HasState(draft) ? null : Nothing(place, ""),
            TopicKind.HealthStatus or TopicKind.FertilityHeat => measured || HasState(draft) || hasExtra ? null : Nothing(place, ""),
            TopicKind.SessionData => measured || draft.HasFlags || draft.StartedAt is not null || draft.EndedAt is not null || draft.HasUnknownValue
                ? null
                : Nothing(place, ""),
            TopicKind.GateTagRead or TopicKind.AreaPresence => draft.Text(TextSlot.TagEpc) is not null || draft.Text(TextSlot.AnimalId) is not null
                ? null
                : Missing(place, "tag_epc", "a sighting needs the tag or the animal that was seen"),
            _ => null,
        };
    }

    private static bool HasState(scoped in Draft draft)
        => draft.HasFlags || draft.Text(TextSlot.Position) is not null || draft.Text(TextSlot.FertilityStatus) is not null;

    private static Refusal Missing(in ItemPlace place, string name, string why)
        => place.Refuse(RefusalCode.FieldMissing, $"{place.Path}.{name}", $"There is no \"{name}\"; {why}.");

    private static Refusal Nothing(in ItemPlace place, string group)
        => place.Refuse(RefusalCode.NoValues, place.Path + group, "Found no value that was measured; at least one is needed.");
}
