using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Rest.Icar;

/// <summary>That an animal needs attention, as <c>icarAttentionEventResource</c>.</summary>
public sealed record IcarAttentionEvent(
    IcarMeta Meta, IcarIdentifier Location, string Id, string EventDateTime, IcarIdentifier Animal, string? Remark,
    string? AlertEndDateTime, string Category,
    IReadOnlyList<string> Causes, string Priority, double? DeviceAttentionScore)
    : IcarEvent("icarAttentionEventResource", Meta, Location, Id, EventDateTime, Animal, Remark)
{
    private const double UrgentCertainty = 0.8;

    internal static IcarAttentionEvent From(Detection detection, HerdRecord row, AnimalRegistration? animal)
    {
        var (category, causes) = Classify(detection);
        return new(
            IcarMeta.Create(detection.FarmId, "attention", detection.Id, row.Modified, IcarDetectionRemarks.IsDeleted(detection)),
            IcarIdentifierSchemes.CreateLocation(detection.FarmId),
            detection.Id,
            IcarJson.FormatTime(detection.StartedAt),
            IcarIdentifierSchemes.CreateAnimalIdentifier(detection.FarmId, detection.SubjectId, animal),
            IcarDetectionRemarks.Format(detection),
            IcarJson.FormatTime(detection.EndedAt),
            category,
            causes,
            IsUrgent(detection) ? "Urgent" : "Normal",
            double.IsFinite(detection.Score) ? detection.Score : null);
    }

    private static bool IsUrgent(Detection detection) => detection.Kind switch
    {
        DetectionKind.Calving or DetectionKind.Mastitis => true,
        DetectionKind.Illness or DetectionKind.NoMovement => detection.Certainty >= UrgentCertainty,
        _ => false,
    };

    private static (string Category, IReadOnlyList<string> Causes) Classify(Detection detection) => detection.Kind switch
    {
        DetectionKind.Heat => ("Behaviour", ["Activity"]),
        DetectionKind.Mastitis => ("Health", ["Mastitis"]),
        DetectionKind.Illness =>
            ("Health", ["Health", .. detection.Reasons.Select(reason => ToCause(reason.Code)).OfType<string>().Distinct()]),
        DetectionKind.Lameness => ("Health", ["Lameness"]),
        DetectionKind.HeatStress => ("Environment", ["EnvironmentTemperature"]),
        DetectionKind.Calving => ("Behaviour", ["Parturition"]),
        DetectionKind.NoMovement => ("Behaviour", ["NoMovement"]),
        _ => ("Other", ["Other"]),
    };

    private static string? ToCause(string code) => code switch
    {
        "rumination" => "LowerRumination",
        "eating" => "EatingLess",
        "activity" => "Activity",
        "temperature" => "AnimalTemperature",
        _ => null,
    };
}
