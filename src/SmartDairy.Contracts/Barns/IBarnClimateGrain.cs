using SmartDairy.Contracts.Detections;

namespace SmartDairy.Contracts.Barns;

/// <summary>
/// The grain of one barn's climate: compares the barn's sensors with each other and computes the climate of the barn and its zones. The
/// grain key is <c>farm/barn</c>.
/// </summary>
[Alias("barn-climate")]
public interface IBarnClimateGrain : IGrainWithStringKey
{
    /// <summary>Adds whole hours of one of the barn's sensors. One-way: a lost hour is missing only from the comparison.</summary>
    /// <param name="zone">Zone of the sensor; null when it is in no zone.</param>
    [Alias("hear"), Orleans.Concurrency.OneWay]
    Task AddSensorHoursAsync(string deviceId, int? zone, IReadOnlyList<ReportedSensorHour> hours);

    /// <summary>Notifies that a sensor was calibrated, so that its offset from the other sensors is estimated again.</summary>
    [Alias("calibrated")] Task NotifyCalibratedAsync(string deviceId, string metric, long at);

    /// <summary>Puts a person's verdict on a detection about a zone of the barn; it stays when the detection is found again.</summary>
    /// <param name="detectionId">Id of the detection.</param>
    /// <param name="verdict"><see cref="DetectionVerdict.None"/> takes an earlier verdict back.</param>
    /// <param name="by">Name of the key or user that judged.</param>
    /// <param name="comment">The person's comment; null when there is none.</param>
    /// <returns>The judged detection; null when the barn's zones have no such detection.</returns>
    [Alias("judge-detection")]
    Task<Detection?> RecordVerdictAsync(string detectionId, DetectionVerdict verdict, string by, string? comment);
}
