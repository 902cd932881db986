using SmartDairy.Contracts.Topics;
using SmartDairy.Protocol.Payloads.Fields;
using SmartDairy.Protocol.Rejections;

namespace SmartDairy.Protocol.Payloads;

/// <summary>Checks that a decoded item has the values its kind of message requires.</summary>
internal static class CompletenessValidator
{
    /// <summary>Null when the item is complete.</summary>
    public static Rejection? Validate(TopicKind kind, scoped in DecodedItem item, bool hasExtra, in ItemLocation location)
    {
        var measured = item.Values.AsSpan().ContainsAnyExcept(double.NaN);
        return kind switch
        {
            TopicKind.SensorTelemetry when !measured && !item.HasValueGroup =>
                RejectMissing(location, "readings", "a sensor message must have readings"),
            TopicKind.SensorTelemetry => measured || item.HasUnknownValue ? null : RejectEmpty(location, ".readings"),
            TopicKind.ActivityTelemetry => measured || HasState(item) ? null : RejectEmpty(location, ""),
            TopicKind.HealthStatus or TopicKind.FertilityHeat => measured || HasState(item) || hasExtra ? null : RejectEmpty(location, ""),
            TopicKind.SessionData =>
                measured || item.HasFlags || item.StartedAt is not null || item.EndedAt is not null || item.HasUnknownValue
                ? null
                : RejectEmpty(location, ""),
            TopicKind.GateTagRead or TopicKind.AreaPresence =>
                item.GetText(TextSlot.TagEpc) is not null || item.GetText(TextSlot.AnimalId) is not null
                ? null
                : RejectMissing(location, "tag_epc", "a sighting must name a tag or an animal"),
            _ => null,
        };
    }

    private static bool HasState(scoped in DecodedItem item)
        => item.HasFlags || item.GetText(TextSlot.Position) is not null || item.GetText(TextSlot.FertilityStatus) is not null;

    private static Rejection RejectMissing(in ItemLocation location, string name, string requirement)
        => location.Reject(RejectionCode.FieldMissing, $"{location.Path}.{name}", $"\"{name}\" is missing; {requirement}.");

    private static Rejection RejectEmpty(in ItemLocation location, string group)
        => location.Reject(RejectionCode.NoValues, location.Path + group, "Found no measured value; at least one is required.");
}
