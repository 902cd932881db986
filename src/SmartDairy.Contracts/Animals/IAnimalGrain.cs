using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Contracts.Animals;

/// <summary>The grain of one animal. The grain key is <c>farm/animal</c>, e.g. <c>1/COW-7</c>.</summary>
[Alias("animal")]
public interface IAnimalGrain : IGrainWithStringKey
{
    /// <summary>The current state of the animal; null when it is not registered.</summary>
    [Alias("get")] Task<AnimalSnapshot?> GetAsync();

    /// <summary>
    /// Notifies the animal of its newest reading from a milk meter, an RFID reader or its collar. One-way: lost calls are rebuilt from
    /// history.
    /// </summary>
    [Alias("observe"), Orleans.Concurrency.OneWay] Task NotifyLatestReadingAsync(Reading newest);

    /// <summary>
    /// Evaluates the farm's rules on stored readings of the animal. Completes once all resulting changes are stored; throws when they
    /// cannot be stored now.
    /// </summary>
    [Alias("judge"), Orleans.Concurrency.AlwaysInterleave] Task EvaluateRulesAsync(IReadOnlyList<Reading> readings);

    /// <summary>Activates the grain for a time-based rule; it stays active and handles deadlines on time.</summary>
    [Alias("watch"), Orleans.Concurrency.AlwaysInterleave] Task ActivateForRulesAsync();

    /// <summary>
    /// Notifies the animal of completed or changed hours of a collar. Hours in which another animal wore the collar are forwarded to that
    /// animal. Completes when the hours are processed; idempotent.
    /// </summary>
    [Alias("observe-hours")] Task NotifyCollarHoursAsync(string collarId, IReadOnlyList<ReportedCollarHour> hours);

    /// <summary>Notifies the animal of a completed or changed milking, which is already stored. Idempotent.</summary>
    [Alias("observe-milking")] Task NotifyMilkingAsync(MilkingSession milking);

    /// <summary>Notifies the animal that its events were recorded or retracted; the change is already stored.</summary>
    [Alias("events-changed")] Task NotifyEventsChangedAsync();

    /// <summary>
    /// Notifies the animal that its bindings changed from a time on (Unix milliseconds). Recomputes everything derived from them and
    /// completes once the results are stored.
    /// </summary>
    [Alias("bindings-changed")] Task NotifyBindingsChangedAsync(long from);

    /// <summary>
    /// The animal's detections that were open at a time (Unix milliseconds) or began later, ordered by start, without retracted ones.
    /// </summary>
    [Alias("detections")] Task<IReadOnlyList<Detection>> ListDetectionsAsync(long from);

    /// <summary>Records a person's verdict and returns the updated detection; null when the animal has no such detection.</summary>
    [Alias("judge-detection")]
    Task<Detection?> RecordVerdictAsync(string detectionId, DetectionVerdict verdict, string by, string? comment);
}
