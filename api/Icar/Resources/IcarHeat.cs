using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Icar.Resources;

/// <summary>A heat that was detected, as <c>icarReproHeatEventResource</c>.</summary>
public sealed record IcarHeat(
    IcarMeta Meta, IcarIdentifier Location, string Id, string EventDateTime, IcarIdentifier Animal, string? Remark, string HeatDetectionMethod, string Certainty,
    string CommencementDateTime, string? ExpirationDateTime, IReadOnlyList<IcarHeatWindow>? OptimumInseminationWindow, int DeviceHeatProbability)
    : IcarEvent("icarReproHeatEventResource", Meta, Location, Id, EventDateTime, Animal, Remark)
{
    private const double Sure = 0.8;
    private const double Likely = 0.5;

    /// <summary>One that was taken back, or that a person rejected, is marked deleted.</summary>
    internal static IcarHeat Of(Detection heat, HerdRecord row, AnimalRegistration? animal) => new(
        IcarMeta.Of(heat.FarmId, "heat", heat.Id, row.Modified, IcarRemarks.IsGone(heat)),
        IcarSchemes.Location(heat.FarmId),
        heat.Id,
        IcarJson.Time(heat.DetectedAt),
        IcarSchemes.Of(heat.FarmId, heat.SubjectId, animal),
        IcarRemarks.Of(heat),
        "Collar",
        heat.Certainty >= Sure || heat.Verdict == Verdict.Confirmed ? "InHeat" : heat.Certainty >= Likely ? "Suspect" : "Potential",
        IcarJson.Time(heat.StartedAt),
        IcarJson.Time(heat.EndedAt),
        heat.ActFrom is { } from ? [new(IcarJson.Time(from), IcarJson.Time(heat.ActUntil))] : null,
        (int)Math.Round(Math.Clamp(heat.Certainty, 0, 1) * 100));
}

/// <summary>When to inseminate.</summary>
public sealed record IcarHeatWindow(string StartDateTime, string? EndDateTime);
