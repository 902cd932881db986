using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Rest.Icar;

/// <summary>A heat that was detected, as <c>icarReproHeatEventResource</c>.</summary>
public sealed record IcarHeatEvent(
    IcarMeta Meta, IcarIdentifier Location, string Id, string EventDateTime, IcarIdentifier Animal, string? Remark,
    string HeatDetectionMethod, string Certainty,
    string CommencementDateTime, string? ExpirationDateTime, IReadOnlyList<IcarHeatWindow>? OptimumInseminationWindow,
    int DeviceHeatProbability)
    : IcarEvent("icarReproHeatEventResource", Meta, Location, Id, EventDateTime, Animal, Remark)
{
    private const double InHeatCertainty = 0.8;
    private const double SuspectCertainty = 0.5;

    /// <summary>One that was taken back, or that a person rejected, is marked deleted.</summary>
    internal static IcarHeatEvent From(Detection heat, HerdRecord row, AnimalRegistration? animal) => new(
        IcarMeta.Create(heat.FarmId, "heat", heat.Id, row.Modified, IcarDetectionRemarks.IsDeleted(heat)),
        IcarIdentifierSchemes.CreateLocation(heat.FarmId),
        heat.Id,
        IcarJson.FormatTime(heat.DetectedAt),
        IcarIdentifierSchemes.CreateAnimalIdentifier(heat.FarmId, heat.SubjectId, animal),
        IcarDetectionRemarks.Format(heat),
        "Collar",
        heat.Certainty >= InHeatCertainty || heat.Verdict == DetectionVerdict.Confirmed
            ? "InHeat"
            : heat.Certainty >= SuspectCertainty ? "Suspect" : "Potential",
        IcarJson.FormatTime(heat.StartedAt),
        IcarJson.FormatTime(heat.EndedAt),
        heat.ActFrom is { } from ? [new(IcarJson.FormatTime(from), IcarJson.FormatTime(heat.ActUntil))] : null,
        (int)Math.Round(Math.Clamp(heat.Certainty, 0, 1) * 100));
}

/// <summary>When to inseminate.</summary>
public sealed record IcarHeatWindow(string StartDateTime, string? EndDateTime);
