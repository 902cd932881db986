using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Rest.Icar;

/// <summary>How an animal's health was seen to be, as <c>icarHealthStatusObservedEventResource</c>.</summary>
public sealed record IcarHealthStatusEvent(
    IcarMeta Meta, IcarIdentifier Location, string Id, string EventDateTime, IcarIdentifier Animal, string? Remark, string ObservedStatus)
    : IcarEvent("icarHealthStatusObservedEventResource", Meta, Location, Id, EventDateTime, Animal, Remark)
{
    /// <summary>
    /// One when an illness was found: suspicious, or ill once a person confirmed it; and one more when it was over: healthy. None for what
    /// is no illness.
    /// </summary>
    internal static IEnumerable<IcarHealthStatusEvent> From(Detection illness, HerdRecord row, AnimalRegistration? animal)
    {
        if (illness.Kind is not (DetectionKind.Mastitis or DetectionKind.Illness or DetectionKind.Lameness))
        {
            yield break;
        }

        yield return One(illness.Id, illness.DetectedAt, illness.Verdict == DetectionVerdict.Confirmed
            ? "Ill"
            : "Suspicious", $"{illness.Kind}. {IcarDetectionRemarks.Format(illness)}".TrimEnd());
        if (illness.State == DetectionState.Ended)
        {
            yield return One(illness.Id + "_over", illness.EndedAt ?? illness.DetectedAt, "Healthy", $"{illness.Kind} is over.");
        }

        IcarHealthStatusEvent One(string id, long at, string status, string remark) => new(
            IcarMeta.Create(illness.FarmId, "health-status", id, row.Modified, IcarDetectionRemarks.IsDeleted(illness)),
            IcarIdentifierSchemes.CreateLocation(illness.FarmId), id, IcarJson.FormatTime(at),
            IcarIdentifierSchemes.CreateAnimalIdentifier(illness.FarmId, illness.SubjectId, animal), remark, status);
    }
}
