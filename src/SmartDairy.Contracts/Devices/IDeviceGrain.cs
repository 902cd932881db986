using SmartDairy.Contracts.Commands;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Sensors;

namespace SmartDairy.Contracts.Devices;

/// <summary>The actor of one device; its key is the device's id.</summary>
[Alias("device")]
public interface IDeviceGrain : IGrainWithStringKey
{
    /// <summary>Decodes, validates, stores and learns from all the messages. Completes with the commit that holds them; throws only when history cannot be written. Several run at once.</summary>
    [Alias("ingest"), Orleans.Concurrency.AlwaysInterleave] Task<DeviceBatchResult> IngestAsync(DeviceBatch batch);

    /// <summary>Null when no such device is registered.</summary>
    [Alias("get"), Orleans.Concurrency.AlwaysInterleave] Task<DeviceSnapshot?> GetAsync();

    /// <summary>Null when no such device is registered.</summary>
    [Alias("set-enabled")] Task<DeviceSnapshot?> SetEnabledAsync(bool enabled);

    /// <summary>Told by the broker when a connection with this device's credentials opens or ends.</summary>
    [Alias("connection")] Task HandleConnectionChangeAsync(ConnectionChange change);

    /// <summary>Told after its registration was written or changed: reads it again.</summary>
    [Alias("registered")] Task ReloadRegistrationAsync();

    /// <summary>Queues a command and publishes it on the device's command topic. Null when no such device is registered.</summary>
    [Alias("send-command")] Task<CommandSnapshot?> SendCommandAsync(CommandRequest request);

    /// <summary>The newest commands first, at most 100; empty when there were none.</summary>
    [Alias("commands")] Task<IReadOnlyList<CommandSnapshot>> ListCommandsAsync();

    /// <summary>Stores the configuration a user wants and publishes it on the device's configuration topic. Null when no such device is registered.</summary>
    [Alias("desire")] Task<DeviceSnapshot?> SetDesiredConfigurationAsync(string json);

    /// <summary>The newest value of every metric by event time; empty when that farm has no such device. What others of the farm compare themselves with.</summary>
    [Alias("latest"), Orleans.Concurrency.AlwaysInterleave] Task<IReadOnlyList<MetricValue>> GetLatestAsync(int farmId);

    /// <summary>A rule waits for this device: it stays awake, and does by the clock what is due.</summary>
    [Alias("watch"), Orleans.Concurrency.AlwaysInterleave] Task ActivateForRulesAsync();

    /// <summary>
    /// Calibrates a metric: a new version, used from its time on when it is valid, kept with the reason when it is not. Null when no such device is registered; refused with
    /// <see cref="Refusals.RefusedException"/> INVALID_ARGUMENT when the metric cannot be calibrated or a point is no number.
    /// </summary>
    [Alias("calibrate")] Task<Calibration?> CalibrateAsync(CalibrationRequest request);

    /// <summary>All versions of all metrics, the newest first; empty when there is none.</summary>
    [Alias("calibrations"), Orleans.Concurrency.AlwaysInterleave] Task<IReadOnlyList<Calibration>> ListCalibrationsAsync();
}
