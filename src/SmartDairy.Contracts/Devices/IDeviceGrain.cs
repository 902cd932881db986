using SmartDairy.Contracts.Commands;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Sensors;

namespace SmartDairy.Contracts.Devices;

/// <summary>The grain of one device. The grain key is the device id.</summary>
[Alias("device")]
public interface IDeviceGrain : IGrainWithStringKey
{
    /// <summary>
    /// Decodes, validates, stores and processes messages. Completes once they are committed; throws only when history cannot be written.
    /// Calls interleave.
    /// </summary>
    [Alias("ingest"), Orleans.Concurrency.AlwaysInterleave] Task<DeviceBatchResult> IngestAsync(DeviceBatch batch);

    /// <summary>
    /// The current state, from memory: an active device answers while the database is away. Null when no such device is registered.
    /// </summary>
    [Alias("get"), Orleans.Concurrency.AlwaysInterleave] Task<DeviceSnapshot?> GetAsync();

    /// <summary>Null when no such device is registered.</summary>
    [Alias("set-enabled")] Task<DeviceSnapshot?> SetEnabledAsync(bool enabled);

    /// <summary>Notifies that a connection with this device's credentials opened, ended or subscribed.</summary>
    [Alias("connection")] Task HandleConnectionChangeAsync(ConnectionChange change);

    /// <summary>Reloads the registration after it was created or changed.</summary>
    [Alias("registered")] Task ReloadRegistrationAsync();

    /// <summary>Queues a command and publishes it on the device's command topic; null when the device is not registered.</summary>
    [Alias("send-command")] Task<CommandSnapshot?> SendCommandAsync(CommandRequest request);

    /// <summary>The newest 100 commands, newest first; empty when there are none.</summary>
    [Alias("commands")] Task<IReadOnlyList<CommandSnapshot>> ListCommandsAsync();

    /// <summary>
    /// Stores the desired configuration and publishes it on the device's configuration topic; null when the device is not registered.
    /// </summary>
    [Alias("desire")] Task<DeviceSnapshot?> SetDesiredConfigurationAsync(string json);

    /// <summary>
    /// The newest value of each metric by event time, for comparison with other devices of the farm; empty when the farm has no such
    /// device.
    /// </summary>
    [Alias("latest"), Orleans.Concurrency.AlwaysInterleave] Task<IReadOnlyList<MetricValue>> GetLatestAsync(int farmId);

    /// <summary>Activates the grain for a time-based rule; it stays active and handles deadlines on time.</summary>
    [Alias("watch"), Orleans.Concurrency.AlwaysInterleave] Task ActivateForRulesAsync();

    /// <summary>
    /// Calibrates a metric with a new version, which is applied from its time on if it is valid and kept with the reason if it is not. Null
    /// when the device is not registered. Refused with <see cref="Refusals.RefusedException"/> INVALID_ARGUMENT when the metric cannot be
    /// calibrated or a point is not a number.
    /// </summary>
    [Alias("calibrate")] Task<Calibration?> CalibrateAsync(CalibrationRequest request);

    /// <summary>All calibrations of all metrics, newest first; empty when there are none.</summary>
    [Alias("calibrations"), Orleans.Concurrency.AlwaysInterleave] Task<IReadOnlyList<Calibration>> ListCalibrationsAsync();

    /// <summary>Stores a check of the device against a reference. Repeating the call with the same id stores it once.</summary>
    /// <returns>The check as it is stored.</returns>
    [Alias("record-verification")] Task<Verification> RecordVerificationAsync(Verification verification);

    /// <summary>Puts a person's verdict on a detection about the device; it stays when the detection is found again.</summary>
    /// <param name="farmId">Farm that holds the detection.</param>
    /// <param name="detectionId">Id of the detection.</param>
    /// <param name="verdict"><see cref="DetectionVerdict.None"/> takes an earlier verdict back.</param>
    /// <param name="by">Name of the key or user that judged.</param>
    /// <param name="comment">The person's comment; null when there is none.</param>
    /// <returns>The judged detection; null when the farm has no such detection about the device.</returns>
    [Alias("judge-detection")]
    Task<Detection?> RecordVerdictAsync(int farmId, string detectionId, DetectionVerdict verdict, string by, string? comment);
}
