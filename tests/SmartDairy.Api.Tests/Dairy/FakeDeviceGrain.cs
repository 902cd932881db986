using SmartDairy.Api.Tests.Herds;
using SmartDairy.Contracts.Commands;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Sensors;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Detections;
using Xunit;

namespace SmartDairy.Api.Tests.Dairy;

/// <summary>A device that answers what it was given, once every device that was asked has been asked.</summary>
/// <param name="farm">Farm of the device.</param>
/// <param name="registration">Registration that the device shows.</param>
/// <param name="store">Holds verifications and detections; null in tests that write none.</param>
internal sealed class FakeDeviceGrain(FakeFarmGrain farm, DeviceRegistration registration, IHerdStore? store = null) : IDeviceGrain
{
    private bool _enabled = true;

    public async Task<DeviceSnapshot?> GetAsync()
    {
        await farm.WaitForCallsAsync();
        return Snapshot();
    }

    public Task<DeviceSnapshot?> SetEnabledAsync(bool enabled)
    {
        _enabled = enabled;
        return Task.FromResult<DeviceSnapshot?>(Snapshot());
    }

    public Task<CommandSnapshot?> SendCommandAsync(CommandRequest request) => Task.FromResult<CommandSnapshot?>(new()
    {
        Id = "command-1",
        DeviceId = registration.Id,
        Name = request.Name,
        State = CommandState.TimedOut,
        SentAt = 0,
        DeadlineAt = (long)request.Timeout.TotalMilliseconds,
        Arguments = request.Arguments,
    });

    public Task<IReadOnlyList<CommandSnapshot>> ListCommandsAsync() => Task.FromResult<IReadOnlyList<CommandSnapshot>>([]);

    public Task<DeviceSnapshot?> SetDesiredConfigurationAsync(string json) => Task.FromResult<DeviceSnapshot?>(Snapshot());

    public Task HandleConnectionChangeAsync(ConnectionChange change) => Task.CompletedTask;

    public Task ReloadRegistrationAsync() => Task.CompletedTask;

    public Task<DeviceBatchResult> IngestAsync(DeviceBatch batch) => Task.FromResult(new DeviceBatchResult(0, null));

    public Task<IReadOnlyList<SmartDairy.Contracts.Readings.MetricValue>> GetLatestAsync(int farmId) => Task.FromResult(Snapshot().Latest);

    public Task<Calibration?> CalibrateAsync(CalibrationRequest request) => Task.FromResult<Calibration?>(null);

    public Task<IReadOnlyList<Calibration>> ListCalibrationsAsync() => Task.FromResult<IReadOnlyList<Calibration>>([]);

    public Task ActivateForRulesAsync() => Task.CompletedTask;

    public async Task<Verification> RecordVerificationAsync(Verification verification)
    {
        Assert.True(await store!.WriteAsync(
            [HerdRecordKinds.Verifications.ToWrite(verification, verification.RecordedAt, expected: 0)], CancellationToken.None));
        return verification;
    }

    public Task<Detection?> RecordVerdictAsync(int farmId, string detectionId, DetectionVerdict verdict, string by, string? comment)
        => store!.UpdateAsync(
            HerdRecordKinds.Detections,
            farmId,
            detectionId,
            known => known?.WithVerdict(verdict, HerdTestHost.Now, by, comment),
            HerdTestHost.Now,
            CancellationToken.None);

    public DeviceSnapshot Snapshot() => new()
    {
        Registration = registration,
        Status = _enabled ? DeviceStatus.Online : DeviceStatus.Disabled,
        LastSeen = 1_000,
        Latest = [new MetricValue("temperature_c", 18.5, "°C", 1_000, 100)],
    };
}
