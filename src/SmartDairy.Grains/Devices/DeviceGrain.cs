using Orleans.Placement;
using SmartDairy.Contracts.Commands;
using SmartDairy.Contracts.Decoding;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Live;
using SmartDairy.History;
using SmartDairy.History.Registry;

namespace SmartDairy.Grains.Devices;

/// <summary>
/// One device. What it knows is rebuilt from the registry and from history when it wakes, so that a message costs no write of its own state.
/// </summary>
[PreferLocalPlacement]
public sealed class DeviceGrain(IRegistry registry, IHistory history, IngestPipeline pipeline, ReadingFeed feed, IConnectionControl connections, TimeProvider time)
    : Grain, IDeviceGrain
{
    private readonly Presence _presence = new();
    private DeviceRegistration? _registration;
    private DeviceProfile? _profile;
    private LatestValues? _latest;
    private string? _firmware;
    private DeviceStatus _shown;
    private IGrainTimer? _silence;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (_profile?.Family is { } family)
        {
            _latest = new LatestValues(family);
            if (await history.LatestAsync(this.GetPrimaryKeyString(), family, cancellationToken) is { } latest)
            {
                _latest.Restore(latest);
                _firmware = latest.FirmwareVersion;
                _presence.Heard(latest.LastReceivedAt);
            }
        }

        _shown = Status();
    }

    public async Task<DeviceReceipt> IngestAsync(DeviceBatch batch)
    {
        if (_registration is null)
        {
            await LoadAsync(CancellationToken.None);
        }

        var intake = pipeline.Decode(batch, _registration, this.GetPrimaryKeyString());
        var commit = await pipeline.CommitAsync(intake);
        foreach (var message in batch.Messages)
        {
            _presence.Heard(message.ReceivedAt);
        }

        foreach (var reading in intake.Readings)
        {
            if (!commit.IsDuplicate(reading))
            {
                Learn(reading);
            }
        }

        foreach (var report in intake.Reports)
        {
            await ApplyAsync(report);
        }

        ShowStatus();
        return intake.Receipt();
    }

    public async Task<DeviceSnapshot?> GetAsync() => _registration is null ? null : await SnapshotAsync();

    public async Task<DeviceSnapshot?> SetEnabledAsync(bool enabled)
    {
        if (!await registry.SetEnabledAsync(this.GetPrimaryKeyString(), enabled, CancellationToken.None))
        {
            return null;
        }

        await LoadAsync(CancellationToken.None);
        if (!enabled)
        {
            await connections.DisconnectAsync(this.GetPrimaryKeyString(), "The device was disabled.");
        }

        ShowStatus();
        return await SnapshotAsync();
    }

    public async Task ConnectionChangedAsync(ConnectionChange change)
    {
        _presence.Apply(change);
        if (_registration is not null && change.Kind is ConnectionChangeKind.Listening)
        {
            await Commands().ListeningAsync();
        }

        ShowStatus();
    }

    public Task RegistrationChangedAsync() => LoadAsync(CancellationToken.None);

    public async Task<CommandSnapshot?> SendCommandAsync(CommandRequest request)
        => _registration is null ? null : await Commands().SendAsync(request);

    public async Task<IReadOnlyList<CommandSnapshot>> CommandsAsync() => _registration is null ? [] : await Commands().ListAsync();

    public async Task<DeviceSnapshot?> SetDesiredConfigurationAsync(string json)
    {
        if (_registration is null)
        {
            return null;
        }

        await Commands().DesireAsync(json);
        return await SnapshotAsync();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        _registration = (await registry.DeviceAsync(this.GetPrimaryKeyString(), cancellation))?.Registration;
        if (_registration is not null)
        {
            _profile = DeviceProfile.Of(_registration.Type);
            if (_profile.Family is { } family)
            {
                _latest ??= new LatestValues(family);
            }
        }
    }

    private void Learn(Reading reading)
    {
        _latest?.Learn(reading);
        _firmware = reading.FirmwareVersion ?? _firmware;
        if (feed.HasReadingWatchers(reading.FarmId))
        {
            feed.Publish(reading);
        }

        if (reading is not ActivityReading && reading.Animal is { } animal)
        {
            // Meters and readers speak a few times a day of an animal; her collar she asks herself.
            _ = GrainFactory.GetGrain<Contracts.Animals.IAnimalGrain>($"{reading.FarmId}/{animal}").ObserveAsync(reading);
        }
    }

    private async Task ApplyAsync(DeviceStatusReport report)
    {
        _presence.Apply(report);
        _firmware = report.FirmwareVersion ?? _firmware;
        if (report.CommandId is { } command && report.CommandState is { } state)
        {
            await Commands().AnswerAsync(command, state, report.Result);
        }

        if (report.Configuration is { } configuration)
        {
            await Commands().ReportAsync(configuration);
        }
    }

    private DeviceStatus Status()
        => _registration is null || _profile is null
            ? DeviceStatus.Offline
            : _presence.Status(_registration.Enabled, time.GetUtcNow().ToUnixTimeMilliseconds(), _profile.SilenceLimit);

    private void ShowStatus()
    {
        ArmSilence();
        var status = Status();
        if (status == _shown || _registration is null)
        {
            return;
        }

        _shown = status;
        if (feed.HasStatusWatchers(_registration.FarmId))
        {
            _ = PublishAsync();
        }
    }

    private async Task PublishAsync() => feed.Publish(await SnapshotAsync());

    private void ArmSilence()
    {
        if (_silence is not null || _profile is null)
        {
            return;
        }

        // One timer that re-arms itself is enough: silence is measured in minutes, so nothing is re-armed per message.
        var period = _profile.SilenceLimit / 4;
        _silence = this.RegisterGrainTimer(
            static (grain, _) =>
            {
                grain.ShowStatus();
                return Task.CompletedTask;
            },
            this,
            new GrainTimerCreationOptions(period, period) { KeepAlive = false, Interleave = true });
    }

    private ICommandsGrain Commands() => GrainFactory.GetGrain<ICommandsGrain>(this.GetPrimaryKeyString());

    private async Task<DeviceSnapshot> SnapshotAsync()
    {
        var id = this.GetPrimaryKeyString();
        var counts = await history.CountsAsync([id], CancellationToken.None);
        return new DeviceSnapshot
        {
            Registration = _registration!,
            Status = Status(),
            Connected = _presence.Connected,
            LastSeen = _presence.LastSeen,
            BatteryLevel = LatestOf(Metrics.BatteryLevel),
            SignalStrength = LatestOf(Metrics.SignalStrength),
            FirmwareVersion = _firmware,
            Latest = _latest?.ToList() ?? [],
            Messages = counts.GetValueOrDefault(id),
        };
    }

    private double? LatestOf(string name)
        => _profile?.Family is { } family && Metrics.Find(family, name) is { } metric && _latest is { } latest && !double.IsNaN(latest[metric.Index])
            ? latest[metric.Index]
            : null;
}
