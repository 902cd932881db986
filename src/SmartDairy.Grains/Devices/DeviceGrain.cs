using SmartDairy.Contracts.Commands;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Sensors;
using SmartDairy.Grains.Cluster;
using SmartDairy.History.Registry;

namespace SmartDairy.Grains.Devices;

/// <summary>
/// One device. Its state is restored from the registry and from history at activation and kept in memory, so that a message costs no write
/// of state and a query costs no read of a store. The actor only coordinates: each of its parts knows one side of the device.
/// </summary>
/// <remarks>
/// Batches of one device come from several shards and interleave. Each is decoded, committed and applied by itself, and state is ordered by
/// the time of measurement or receipt, never by the order of commits.
/// </remarks>
[RendezvousPlacement]
[GrainType("device")]
public sealed partial class DeviceGrain(IRegistry registry, IDeviceConnections connections, DeviceServices services, TimeProvider time)
    : Grain, IDeviceGrain, IGrainMigrationParticipant
{
    private const string MigrationKey = "device";
    private readonly DevicePresence _presence = new();
    private readonly DeviceInstrument _instrument = new(services.Herd, services.Calibrations, services.Grains, time);
    private readonly HerdRouter _herd = new(services.Grains, services.Herd, time, services.Log);
    private DeviceRegistration? _registration;
    private DeviceProfile? _profile;
    private LatestValues? _latest;
    private DeviceRules? _rules;
    private CommandLink? _commandLink;
    private DeviceStatus _publishedStatus;
    private IGrainTimer? _silenceTimer;
    private bool _migrated;
    private int _loadsStarted;
    private int _lastAppliedLoad;

    private string Id => this.GetPrimaryKeyString();

    private CommandLink CommandLink => _commandLink ??= new CommandLink(GrainFactory.GetGrain<IDeviceCommandsGrain>(Id));

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (_migrated)
        {
            UpdateKeepAlive();
        }
        else
        {
            await RestoreAsync(cancellationToken);
            _publishedStatus = ComputeStatus();
        }

        StartSilenceTimer();
        services.Activations.Add(GrainContext);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        services.Activations.Remove(GrainContext);
        _instrument.SaveSnapshot();
        return Task.CompletedTask;
    }

    public void OnDehydrate(IDehydrationContext dehydrationContext)
    {
        var (firmware, battery, signal, reportedAt) = _presence.CaptureDetails();
        dehydrationContext.TryAddValue(MigrationKey, new DeviceMigrationState
        {
            Registration = _registration,
            Latest = _latest?.CaptureState(),
            Presence = _presence.CaptureState(),
            Firmware = firmware,
            Battery = battery,
            Signal = signal,
            ReportedAt = reportedAt,
            PublishedStatus = _publishedStatus,
            CommandsSubscribed = CommandLink.Subscribed,
            Rules = _rules?.CaptureState(),
        });
    }

    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        if (!rehydrationContext.TryGetValue(MigrationKey, out DeviceMigrationState? state) || state is null)
        {
            return;
        }

        SetRegistration(state.Registration);
        if (state.Latest is { } latest)
        {
            _latest?.Restore(latest);
        }

        _presence.Restore(state);
        CommandLink.Subscribed = state.CommandsSubscribed;
        (_publishedStatus, _migrated) = (state.PublishedStatus, true);
        if (state.Rules is { } rules)
        {
            GetRules()?.Restore(rules);
        }
    }

    public async Task<DeviceBatchResult> IngestAsync(DeviceBatch batch)
    {
        await IsRegisteredAsync();
        var decoded = services.Pipeline.Decode(batch, _registration, Id);
        foreach (var status in decoded.StatusReports)
        {
            // Before the commit: if this fails, nothing of the batch is stored yet, and the whole batch can be delivered again.
            await CommandLink.RecordAsync(status.Report);
        }

        if (_registration is { } device)
        {
            await _instrument.CorrectAsync(device, decoded.Readings);
        }

        var commit = await services.Pipeline.CommitAsync(decoded);
        _presence.Apply(batch, decoded);
        foreach (var reading in decoded.Readings)
        {
            if (!commit.IsDuplicate(reading))
            {
                HandleStored(reading);
            }
        }

        if (_registration is { } registered)
        {
            _herd.Route(registered, decoded.Readings);
        }

        _herd.ReportToParlors(batch, decoded);
        if (GetRules() is { } rules)
        {
            // Before the acknowledgement: whatever is not reported now is evaluated again when the messages are delivered again.
            await rules.EvaluateAsync(decoded.Readings);
        }

        PublishStatusIfChanged();
        return decoded.Receipt();
    }

    public async Task<DeviceSnapshot?> GetAsync() => await IsRegisteredAsync() ? CreateSnapshot() : null;

    public async Task<IReadOnlyList<MetricValue>> GetLatestAsync(int farmId)
        => await IsRegisteredAsync() && _registration!.FarmId == farmId ? _latest?.ToList() ?? [] : [];

    public async Task<DeviceSnapshot?> SetEnabledAsync(bool enabled)
    {
        if (!await registry.SetDeviceEnabledAsync(Id, enabled, CancellationToken.None))
        {
            return null;
        }

        await LoadRegistrationAsync(CancellationToken.None);
        if (!enabled)
        {
            await connections.DisconnectAsync(Id, "The device was disabled.");
        }

        PublishStatusIfChanged();
        return CreateSnapshot();
    }

    public async Task HandleConnectionChangeAsync(ConnectionChange change)
    {
        var current = _presence.Apply(change);
        UpdateKeepAlive();
        if (await IsRegisteredAsync() && current)
        {
            await CommandLink.HandleConnectionChangeAsync(change.Kind);
        }

        PublishStatusIfChanged();
    }

    public Task ReloadRegistrationAsync() => LoadRegistrationAsync(CancellationToken.None);

    public async Task<CommandSnapshot?> SendCommandAsync(CommandRequest request)
        => await IsRegisteredAsync() ? await CommandLink.Commands.SendAsync(request) : null;

    public async Task<IReadOnlyList<CommandSnapshot>> ListCommandsAsync()
        => await IsRegisteredAsync() ? await CommandLink.Commands.ListAsync() : [];

    public async Task<DeviceSnapshot?> SetDesiredConfigurationAsync(string json)
    {
        if (!await IsRegisteredAsync())
        {
            return null;
        }

        await CommandLink.Commands.SetDesiredConfigurationAsync(json);
        return CreateSnapshot();
    }

    public async Task ActivateForRulesAsync()
    {
        if (await IsRegisteredAsync() && GetRules() is { } rules)
        {
            await rules.ActivateAsync();
        }
    }

    public async Task<IReadOnlyList<Calibration>> ListCalibrationsAsync()
        => await IsRegisteredAsync() ? await _instrument.ListCalibrationsAsync(_registration!) : [];

    public async Task<Calibration?> CalibrateAsync(CalibrationRequest request)
        => await IsRegisteredAsync() ? await _instrument.CalibrateAsync(_registration!, request) : null;

    private async Task RestoreAsync(CancellationToken cancellationToken)
    {
        await LoadRegistrationAsync(cancellationToken);
        if (_profile?.Family is { } family && await services.History.FindLatestValuesAsync(Id, family, cancellationToken) is { } latest)
        {
            _latest!.Restore(latest);
            _presence.SetFirmware(latest.FirmwareVersion);
            _presence.MarkSeen(latest.LastReceivedAt);
        }
    }

    /// <summary>
    /// False when no such device is registered. A missing registration is looked up again at each call, because it may have been added
    /// since.
    /// </summary>
    private async ValueTask<bool> IsRegisteredAsync()
    {
        if (_registration is null)
        {
            await LoadRegistrationAsync(CancellationToken.None);
        }

        return _registration is not null;
    }

    private async Task LoadRegistrationAsync(CancellationToken cancellationToken)
    {
        var load = ++_loadsStarted;
        var registration = (await registry.FindDeviceAsync(Id, cancellationToken))?.Registration;

        // Of two loads that overlap, the one that started later read the newer row.
        if (load > _lastAppliedLoad)
        {
            _lastAppliedLoad = load;
            SetRegistration(registration);
        }
    }

    private void SetRegistration(DeviceRegistration? registration)
    {
        _registration = registration;
        _rules?.Rebind(registration);
        if (registration is not null)
        {
            _profile = DeviceProfile.ForType(registration.Type);
            if (_profile.Family is { } family)
            {
                _latest ??= new LatestValues(family);
            }
        }
    }

    private void HandleStored(Reading reading)
    {
        _latest?.Update(reading);
        _presence.SetFirmware(reading.FirmwareVersion);
        if (services.Feed.HasReadingSubscribers(reading.FarmId))
        {
            services.Feed.Publish(reading);
        }

        _herd.NotifyAnimal(reading);
    }

    /// <summary>Null while the device is not registered.</summary>
    private DeviceRules? GetRules()
    {
        if (_rules is null && _registration is { } device)
        {
            _rules = new DeviceRules(
                device,
                services.History,
                services.Rules,
                () => (ComputeStatus(), _presence.Connected),
                (fire, wait) => this.RegisterGrainTimer(
                    fire, new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { Interleave = true }),
                UpdateKeepAlive);
        }

        return _rules;
    }

    /// <summary>
    /// The connection is known here only, and a rule that waits for silence waits here: an actor with either must not be deactivated when
    /// idle.
    /// </summary>
    private void UpdateKeepAlive()
        => DelayDeactivation(_presence.Connected || _rules is { Waiting: true } ? Timeout.InfiniteTimeSpan : TimeSpan.Zero);

    private DeviceStatus ComputeStatus()
        => _registration is null || _profile is null
            ? DeviceStatus.Offline
            : _presence.ComputeStatus(_registration.Enabled, time.GetUtcNow().ToUnixTimeMilliseconds(), _profile.SilenceLimit);

    private void PublishStatusIfChanged()
    {
        StartSilenceTimer();
        var status = ComputeStatus();
        if (status == _publishedStatus || _registration is null)
        {
            return;
        }

        _publishedStatus = status;
        GetRules()?.NotifyStatus(status, _presence.Connected);
        if (services.Feed.HasStatusSubscribers(_registration.FarmId))
        {
            services.Feed.Publish(CreateSnapshot());
        }
    }

    private void StartSilenceTimer()
    {
        if (_silenceTimer is not null || _profile is null)
        {
            return;
        }

        // Silence is measured in minutes, so one periodic timer does instead of a deadline moved by every message.
        var period = _profile.SilenceLimit / 4;
        _silenceTimer = this.RegisterGrainTimer(
            static (grain, _) =>
            {
                grain.PublishStatusIfChanged();
                grain._herd.Advance();
                return Task.CompletedTask;
            },
            this,
            new GrainTimerCreationOptions(period, period) { KeepAlive = false, Interleave = true });
    }

    private DeviceSnapshot CreateSnapshot() => new()
    {
        Registration = _registration!,
        Status = ComputeStatus(),
        Connected = _presence.Connected,
        LastSeen = _presence.LastSeen,
        BatteryLevel = LatestOf(Metrics.BatteryLevel) ?? _presence.BatteryLevel,
        SignalStrength = LatestOf(Metrics.SignalStrength) ?? _presence.SignalStrength,
        FirmwareVersion = _presence.FirmwareVersion,
        Latest = _latest?.ToList() ?? [],
    };

    private double? LatestOf(string name)
        => _profile?.Family is { } family && Metrics.Find(family, name) is { } metric && _latest is { } latest && !double.IsNaN(
            latest[metric.Index])
            ? latest[metric.Index]
            : null;
}
