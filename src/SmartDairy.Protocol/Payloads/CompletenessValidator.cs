using SmartDairy.Protocol.Payloads.Fields;
using SmartDairy.Protocol.Rejections;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Protocol.Payloads;

/// <summary>Whether a draft says anything worth a row.</summary>
internal static class CompletenessValidator
{
    /// <summary>Null when it does.</summary>
    public static Rejection? Validate(TopicKind kind, scoped in DecodedItem draft, bool hasExtra, in ItemLocation place)
    {
        var measured = draft.Values.AsSpan().ContainsAnyExcept(double.NaN);
        return kind switch
        {
            TopicKind.SensorTelemetry when !measured && !draft.HasValueGroup => RejectMissing(place, "readings", "a sensor's message needs its readings"),
            TopicKind.SensorTelemetry => measured || draft.HasUnknownValue ? null : RejectEmpty(place, ".readings"),
            TopicKind.ActivityTelemetry => measured || HasState(draft) ? null : RejectEmpty(place, ""),
            TopicKind.HealthStatus or TopicKind.FertilityHeat => measured || HasState(draft) || hasExtra ? null : RejectEmpty(place, ""),
            TopicKind.SessionData => measured || draft.HasFlags || draft.StartedAt is not null || draft.EndedAt is not null || draft.HasUnknownValue
                ? null
                : RejectEmpty(place, ""),
            TopicKind.GateTagRead or TopicKind.AreaPresence => draft.GetText(TextSlot.TagEpc) is not null || draft.GetText(TextSlot.AnimalId) is not null
                ? null
                : RejectMissing(place, "tag_epc", "a sighting needs the tag or the animal that was seen"),
            _ => null,
        };
    }

    private static bool HasState(scoped in DecodedItem draft)
        => draft.HasFlags || draft.GetText(TextSlot.Position) is not null || draft.GetText(TextSlot.FertilityStatus) is not null;

    private static Rejection RejectMissing(in ItemLocation place, string name, string why)
        => place.Reject(RejectionCode.FieldMissing, $"{place.Path}.{name}", $"There is no \"{name}\"; {why}.");

    private static Rejection RejectEmpty(in ItemLocation place, string group)
        => place.Reject(RejectionCode.NoValues, place.Path + group, "Found no value that was measured; at least one is needed.");
}
