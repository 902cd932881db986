using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.GraphQL.Loading;
using SmartDairy.Api.Schema.Animals;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Api.Schema.Detections;

/// <summary>Something a detector found at an animal, a device or a zone, with its evidence. Times are those of the data, not of the server.</summary>
[Name("Detection")]
public sealed class DetectionView
{
    /// <summary>The type of a subject that is an animal.</summary>
    internal const string AnimalSubjectType = "animal";

    private readonly Detection _detection;

    private DetectionView(Detection detection) => _detection = detection;

    /// <summary>Unique on the farm, and the same when it is found again.</summary>
    [Id]
    public string Id => _detection.Id;

    /// <summary>The farm it is on.</summary>
    public int FarmId => _detection.FarmId;

    /// <summary>What was found.</summary>
    public DetectionKind Kind => _detection.Kind;

    /// <summary>animal, device or zone.</summary>
    public string SubjectType => _detection.SubjectType;

    /// <summary>Of the animal or device; barn/1/zone/2 for a zone.</summary>
    [Id]
    public string SubjectId => _detection.SubjectId;

    /// <summary>The metric, of a sensor's detection; null otherwise.</summary>
    public string? Metric => _detection.Metric;

    /// <summary>When it began, as far as the data tell.</summary>
    public DateTimeOffset StartedAt => _detection.StartedAt.ToInstant();

    /// <summary>When the data sufficed to tell.</summary>
    public DateTimeOffset DetectedAt => _detection.DetectedAt.ToInstant();

    /// <summary>When it was strongest; null when unknown.</summary>
    public DateTimeOffset? PeakAt => _detection.PeakAt.ToInstant();

    /// <summary>Null while it lasts.</summary>
    public DateTimeOffset? EndedAt => _detection.EndedAt.ToInstant();

    /// <summary>Whether it lasts, is over, or was taken back by late data or a repaired binding.</summary>
    public DetectionState State => _detection.State;

    /// <summary>How sure the detector is, 0 to 1.</summary>
    public double Certainty => _detection.Certainty;

    /// <summary>The detector's own number, its highest so far.</summary>
    public double? Score => _detection.Score.FiniteOrNull();

    /// <summary>Which detector, and which version of it, e.g. heat/1.</summary>
    public string Detector => _detection.Detector;

    /// <summary>Why, what weighs most first.</summary>
    public IEnumerable<DetectionReasonView> Reasons => _detection.Reasons.OrderByDescending(reason => Math.Abs(reason.Weight)).Select(DetectionReasonView.From);

    /// <summary>Of mastitis, when the meter tells quarters apart; null otherwise.</summary>
    public Quarter? Quarter => _detection.Quarter;

    /// <summary>When to act: of heat, when to inseminate from; null when there is no such window.</summary>
    public DateTimeOffset? ActFrom => _detection.ActFrom.ToInstant();

    /// <summary>When to act: of heat, when to inseminate by; null when there is no such window.</summary>
    public DateTimeOffset? ActUntil => _detection.ActUntil.ToInstant();

    /// <summary>What a person found.</summary>
    public DetectionVerdict Verdict => _detection.Verdict;

    /// <summary>When the verdict was given; null without one.</summary>
    public DateTimeOffset? VerdictAt => _detection.VerdictAt.ToInstant();

    /// <summary>Who gave the verdict; null without one.</summary>
    public string? VerdictBy => _detection.VerdictBy;

    /// <summary>What was said with the verdict; null when nothing was.</summary>
    public string? VerdictComment => _detection.VerdictComment;

    /// <summary>The animal it is about; null when it is about a device or a zone.</summary>
    public IDataLoaderResult<AnimalView?> Animal(IResolveFieldContext context, [Caller] ApiPrincipal caller) => _detection.SubjectType != AnimalSubjectType
        ? DataLoaderResults.FromResult<AnimalView>(null!)
        : context.LoadFromGrain("animals", SmartDairy.Api.Schema.Animals.AnimalView.ToGrainKey(FarmId, SubjectId), (grains, key) => grains.GetGrain<IAnimalGrain>(key).GetAsync())
            .Then(known => known is null ? null : SmartDairy.Api.Schema.Animals.AnimalView.ForCaller(caller, known));

    internal static DetectionView ForCaller(ApiPrincipal caller, Detection detection)
    {
        caller.RequireFarm(detection.FarmId);
        return new(detection);
    }
}
