using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.Schema.Animals;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Milking;
using SmartDairy.GraphQL.Loading;

namespace SmartDairy.Api.Schema.Detections;

/// <summary>A finding of a detector about an animal, a device or a zone, with its evidence. Times are event time.</summary>
[Name("Detection")]
public sealed class DetectionView
{
    /// <summary>Type of a subject that is an animal.</summary>
    internal const string AnimalSubjectType = "animal";
    internal const string DeviceSubjectType = "device";
    internal const string ZoneSubjectType = "zone";

    private readonly Detection _detection;

    private DetectionView(Detection detection) => _detection = detection;

    /// <summary>Id of the detection, unique on the farm and stable when the detection is derived anew.</summary>
    [Id]
    public string Id => _detection.Id;

    /// <summary>Number of the farm the detection belongs to.</summary>
    public int FarmId => _detection.FarmId;

    /// <summary>Kind of detection, such as heat or mastitis.</summary>
    public DetectionKind Kind => _detection.Kind;

    /// <summary>Type of the subject: animal, device or zone.</summary>
    public string SubjectType => _detection.SubjectType;

    /// <summary>Id of the animal or device the detection is about; barn/1/zone/2 for a zone.</summary>
    [Id]
    public string SubjectId => _detection.SubjectId;

    /// <summary>Metric a detection about a sensor concerns; null for other detections.</summary>
    public string? Metric => _detection.Metric;

    /// <summary>Event time at which the condition began, as far as the data show.</summary>
    public DateTimeOffset StartedAt => _detection.StartedAt.ToInstant();

    /// <summary>Event time at which the data sufficed for the detection.</summary>
    public DateTimeOffset DetectedAt => _detection.DetectedAt.ToInstant();

    /// <summary>Event time at which the condition was strongest; null when unknown.</summary>
    public DateTimeOffset? PeakAt => _detection.PeakAt.ToInstant();

    /// <summary>Event time at which the condition ended; null while it lasts.</summary>
    public DateTimeOffset? EndedAt => _detection.EndedAt.ToInstant();

    /// <summary>State of the detection: open, ended, or retracted because of late data or a corrected binding.</summary>
    public DetectionState State => _detection.State;

    /// <summary>Certainty of the detector, from 0 to 1.</summary>
    public double Certainty => _detection.Certainty;

    /// <summary>Highest score of the detector so far, on the detector's own scale; null when it gives none.</summary>
    public double? Score => _detection.Score.FiniteOrNull();

    /// <summary>Name and version of the detector, such as heat/1.</summary>
    public string Detector => _detection.Detector;

    /// <summary>Evidence for the detection, largest contribution first.</summary>
    public IEnumerable<DetectionReasonView> Reasons
        => _detection.Reasons.OrderByDescending(reason => Math.Abs(reason.Weight)).Select(DetectionReasonView.From);

    /// <summary>
    /// Quarter of the udder affected by mastitis; null for other detections and when the meter does not measure quarters.
    /// </summary>
    public Quarter? Quarter => _detection.Quarter;

    /// <summary>Start of the time to act, for heat the time to inseminate; null when there is no such window.</summary>
    public DateTimeOffset? ActFrom => _detection.ActFrom.ToInstant();

    /// <summary>End of the time to act, for heat the time to inseminate; null when there is no such window.</summary>
    public DateTimeOffset? ActUntil => _detection.ActUntil.ToInstant();

    /// <summary>Verdict a person gave on the detection; NONE when nobody did.</summary>
    public DetectionVerdict Verdict => _detection.Verdict;

    /// <summary>Time the verdict was given; null without a verdict.</summary>
    public DateTimeOffset? VerdictAt => _detection.VerdictAt.ToInstant();

    /// <summary>API key or user that gave the verdict; null without a verdict.</summary>
    public string? VerdictBy => _detection.VerdictBy;

    /// <summary>Comment given with the verdict; null when there is none.</summary>
    public string? VerdictComment => _detection.VerdictComment;

    /// <summary>Animal the detection is about; null when it is about a device or a zone.</summary>
    public IDataLoaderResult<AnimalView?> Animal(IResolveFieldContext context, [Caller] ApiPrincipal caller)
        => _detection.SubjectType != AnimalSubjectType
        ? DataLoaderResults.FromResult<AnimalView>(null!)
        : context.LoadFromGrain("animals", SmartDairy.Api.Schema.Animals.AnimalView.ToGrainKey(FarmId, SubjectId), (grains, key) =>
            grains.GetGrain<IAnimalGrain>(key).GetAsync())
            .Then(known => known is null ? null : SmartDairy.Api.Schema.Animals.AnimalView.ForCaller(caller, known));

    internal static DetectionView ForCaller(ApiPrincipal caller, Detection detection)
    {
        caller.RequireFarm(detection.FarmId);
        return new(detection);
    }
}
