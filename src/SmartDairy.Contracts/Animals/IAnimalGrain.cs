using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Contracts.Animals;

/// <summary>The actor of one animal. Its key is <c>farm/animal</c>, e.g. <c>1/COW-7</c>.</summary>
[Alias("animal")]
public interface IAnimalGrain : IGrainWithStringKey
{
    /// <summary>Null when no such animal is registered.</summary>
    [Alias("get")] Task<AnimalSnapshot?> GetAsync();

    /// <summary>Tells her what a meter, a reader or her collar saw of her. Sent without waiting: what is lost is rebuilt from history.</summary>
    [Alias("observe"), Orleans.Concurrency.OneWay] Task NotifyLatestReadingAsync(Reading newest);

    /// <summary>Judges stored readings about her by the rules of her farm. Completes when all that follows is stored too; throws when that cannot be now.</summary>
    [Alias("judge"), Orleans.Concurrency.AlwaysInterleave] Task EvaluateRulesAsync(IReadOnlyList<Reading> readings);

    /// <summary>A rule waits for her: she stays awake, and does by the clock what is due.</summary>
    [Alias("watch"), Orleans.Concurrency.AlwaysInterleave] Task ActivateForRulesAsync();

    /// <summary>Hours of a collar that are complete, or became others. Those in which she did not wear it are passed on to who did. Completes when they are looked at; it may be told twice.</summary>
    [Alias("observe-hours")] Task NotifyCollarHoursAsync(string collarId, IReadOnlyList<ReportedCollarHour> hours);

    /// <summary>A milking of hers that is over, or became another; it is stored before. It may be told twice.</summary>
    [Alias("observe-milking")] Task NotifyMilkingAsync(MilkingSession milking);

    /// <summary>People told something of her life, or took it back; it is stored before.</summary>
    [Alias("events-changed")] Task NotifyEventsChangedAsync();

    /// <summary>From that time on (Unix milliseconds) she wore or stood elsewhere than was known: derives anew what follows. Completes when it is stored.</summary>
    [Alias("bindings-changed")] Task NotifyBindingsChangedAsync(long from);

    /// <summary>What detectors found at her that lasted at that time (Unix milliseconds) or began after, by its beginning; what was taken back is left out.</summary>
    [Alias("detections")] Task<IReadOnlyList<Detection>> ListDetectionsAsync(long from);

    /// <summary>What a person found. The detection as it is then; null when she has none of that id.</summary>
    [Alias("judge-detection")] Task<Detection?> RecordVerdictAsync(string detectionId, DetectionVerdict verdict, string by, string? comment);
}
