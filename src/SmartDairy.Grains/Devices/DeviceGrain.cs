using SmartDairy.Contracts.Commands;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Alerts;
using SmartDairy.Grains.Animals;
using SmartDairy.Grains.Cluster;
using SmartDairy.Grains.Live;
using SmartDairy.Grains.Sensors;
using SmartDairy.History;
using SmartDairy.History.Registry;
using SmartDairy.Protocol.Payloads;

namespace SmartDairy.Grains.Devices;

/// <summary>
/// One device. What it knows is rebuilt from the registry and from history when it wakes, so that a message costs no write of its own state.
/// </summary>
/// <remarks>
/// Batches of one device come from several shards at once and interleave: each is decoded, committed and learned from by itself, and all that is learned is
/// kept by the time it was measured or received, not by the order of commits.
/// </remarks>
[RendezvousPlacement]
[GrainType("device")]
public sealed partial class DeviceGrain(
    IRegistry registry, IHistory history, IngestPipeline pipeline, LocalLiveFeed feed, IDeviceConnections connections, DeviceActivations activations,
    SourceRuleServices rules, HerdServices herd, CalibrationCache calibrations, TimeProvider time)
    : Grain, IDeviceGrain, IGrainMigrationParticipant
{
    private const string MigrationKey = "device";

    private readonly DevicePresence _presence = new();
    private DeviceRegistration? _registration;
    private DeviceProfile? _profile;
    private LatestValues? _latest;
    private string? _firmware;

    // What a device that sends no readings, a gateway, said of itself.
    private double? _battery;
    private double? _signal;
    private long _reportedAt;
    private DeviceStatus _publishedStatus;
    private IGrainTimer? _silenceTimer;
    private bool _commandsSubscribed;
    private bool _migrated;
    private int _loadsStarted;
    private int _lastAppliedLoad;

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
        activations.Add(GrainContext);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        activations.Remove(GrainContext);
        SaveSensorSnapshot();
        return Task.CompletedTask;
    }

    public void OnDehydrate(IDehydrationContext dehydrationContext) => dehydrationContext.TryAddValue(MigrationKey, new DeviceMigrationState
    {
        Registration = _registration,
        Latest = _latest?.CaptureState(),
        Presence = _presence.CaptureState(),
        Firmware = _firmware,
        Battery = _battery,
        Signal = _signal,
        ReportedAt = _reportedAt,
        PublishedStatus = _publishedStatus,
        CommandsSubscribed = _commandsSubscribed,
        Rules = _rules?.CaptureState(),
    });

    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        if (!rehydrationContext.TryGetValue(MigrationKey, out DeviceMigrationState? memory) || memory is null)
        {
            return;
        }

        SetRegistration(memory.Registration);
        if (memory.Latest is { } latest)
        {
            _latest?.Restore(latest);
        }

        _presence.Restore(memory.Presence);
        (_firmware, _battery, _signal, _reportedAt) = (memory.Firmware, memory.Battery, memory.Signal, memory.ReportedAt);
        (_publishedStatus, _commandsSubscribed, _migrated) = (memory.PublishedStatus, memory.CommandsSubscribed, true);
        if (memory.Rules is { } judged)
        {
            GetRuleRunner()?.Restore(judged);
        }
    }

    private async Task RestoreAsync(CancellationToken cancellationToken)
    {
        await LoadRegistrationAsync(cancellationToken);
        if (_profile?.Family is { } family)
        {
            _latest = new LatestValues(family);
            if (await history.FindLatestValuesAsync(this.GetPrimaryKeyString(), family, cancellationToken) is { } latest)
            {
                _latest.Restore(latest);
                _firmware = latest.FirmwareVersion;
                _presence.MarkSeen(latest.LastReceivedAt);
            }
        }
    }

    public async Task<DeviceBatchResult> IngestAsync(DeviceBatch batch)
    {
        await IsRegisteredAsync();
        var intake = pipeline.Decode(batch, _registration, this.GetPrimaryKeyString());
        foreach (var (_, report) in intake.StatusReports)
        {
            // Before the commit: if this fails, nothing is stored yet, and the whole batch can come again.
            await ForwardToCommandsAsync(report);
        }

        await CorrectAsync(intake.Readings);
        var commit = await pipeline.CommitAsync(intake);
        UpdatePresence(batch, intake);

        foreach (var reading in intake.Readings)
        {
            if (!commit.IsDuplicate(reading))
            {
                HandleStored(reading);
            }
        }

        RouteToHerd(intake.Readings);
        ReportToParlor(batch, intake);

        // Before the acknowledgement: what is not reported now comes again with the messages.
        await EvaluateRulesAsync(intake.Readings);
        PublishStatusIfChanged();
        return intake.Receipt();
    }

    public async Task<DeviceSnapshot?> GetAsync() => await IsRegisteredAsync() ? await SnapshotAsync() : null;

    public async Task<DeviceSnapshot?> SetEnabledAsync(bool enabled)
    {
        if (!await registry.SetDeviceEnabledAsync(this.GetPrimaryKeyString(), enabled, CancellationToken.None))
        {
            return null;
        }

        await LoadRegistrationAsync(CancellationToken.None);
        if (!enabled)
        {
            await connections.DisconnectAsync(this.GetPrimaryKeyString(), "The device was disabled.");
        }

        PublishStatusIfChanged();
        return await SnapshotAsync();
    }

    public async Task HandleConnectionChangeAsync(ConnectionChange change)
    {
        var current = _presence.Apply(change);
        UpdateKeepAlive();
        if (await IsRegisteredAsync() && current)
        {
            await NotifyCommandsAsync(change.Kind);
        }

        PublishStatusIfChanged();
    }

    public Task ReloadRegistrationAsync() => LoadRegistrationAsync(CancellationToken.None);

    public async Task<CommandSnapshot?> SendCommandAsync(CommandRequest request)
        => await IsRegisteredAsync() ? await Commands().SendAsync(request) : null;

    public async Task<IReadOnlyList<CommandSnapshot>> ListCommandsAsync() => await IsRegisteredAsync() ? await Commands().ListAsync() : [];

    public async Task<DeviceSnapshot?> SetDesiredConfigurationAsync(string json)
    {
        if (!await IsRegisteredAsync())
        {
            return null;
        }

        await Commands().SetDesiredConfigurationAsync(json);
        return await SnapshotAsync();
    }

    /// <summary>False when no such device is registered: it may have been since it was last asked for.</summary>
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
        var registration = (await registry.FindDeviceAsync(this.GetPrimaryKeyString(), cancellationToken))?.Registration;

        // Of two that overlap, the one that asked later knows more.
        if (load > _lastAppliedLoad)
        {
            _lastAppliedLoad = load;
            SetRegistration(registration);
        }
    }

    private void SetRegistration(DeviceRegistration? registration)
    {
        _registration = registration;
        if (_registration is not null)
        {
            _profile = DeviceProfile.ForType(_registration.Type);
            _rules?.InvalidateBinding();
            if (_profile.Family is { } family)
            {
                _latest ??= new LatestValues(family);
            }
        }
    }

    private void HandleStored(Reading reading)
    {
        _latest?.Update(reading);
        _firmware = reading.FirmwareVersion ?? _firmware;
        if (feed.HasReadingSubscribers(reading.FarmId))
        {
            feed.Publish(reading);
        }

        if (reading is not ActivityReading && reading.SubjectAnimalId is { } animal)
        {
            // Meters and readers speak a few times a day of an animal; her collar she asks herself.
            _ = GrainFactory.GetGrain<Contracts.Animals.IAnimalGrain>($"{reading.FarmId}/{animal}").NotifyLatestReadingAsync(reading);
        }
    }

    private void UpdatePresence(DeviceBatch batch, DecodedBatch intake)
    {
        var next = 0;
        for (var i = 0; i < batch.Messages.Count; i++)
        {
            _presence.MarkSeen(batch.Messages[i].ReceivedAt);
            if (next < intake.StatusReports.Count && intake.StatusReports[next].Index == i)
            {
                var report = intake.StatusReports[next++].Report;
                _presence.Apply(report, batch.Messages[i].ReceivedAt);
                if (batch.Messages[i].ReceivedAt >= _reportedAt)
                {
                    _reportedAt = batch.Messages[i].ReceivedAt;
                    _firmware = report.FirmwareVersion ?? _firmware;
                    _battery = report.BatteryLevel ?? _battery;
                    _signal = report.SignalStrength ?? _signal;
                }
            }
        }
    }

    private async Task ForwardToCommandsAsync(DeviceStatusReport report)
    {
        if (report.CommandId is { } command && report.CommandState is { } state)
        {
            await Commands().RecordAnswerAsync(command, state, report.Result);
        }

        if (report.Configuration is { } configuration)
        {
            await Commands().RecordReportedConfigurationAsync(configuration);
        }
    }

    private async Task NotifyCommandsAsync(ConnectionChangeKind kind)
    {
        if (kind is ConnectionChangeKind.CommandsSubscribed)
        {
            _commandsSubscribed = true;
            await Commands().NotifyCommandsSubscribedAsync();
        }
        else if (kind is ConnectionChangeKind.ConfigurationSubscribed)
        {
            _commandsSubscribed = true;
            await Commands().NotifyConfigurationSubscribedAsync();
        }
        else if (_commandsSubscribed)
        {
            // A connection that ended, or a new one that has not subscribed yet: nobody would get what is published.
            _commandsSubscribed = false;
            await Commands().NotifyDisconnectedAsync();
        }
    }

    /// <summary>
    /// Who is connected is known nowhere else: put to sleep, the device would look unconnected until it connects anew. And a rule that waits for its silence waits here.
    /// </summary>
    private void UpdateKeepAlive() => DelayDeactivation(_presence.Connected || _ruleDeadline is not null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero);

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
        NotifyRules(status);
        if (feed.HasStatusSubscribers(_registration.FarmId))
        {
            _ = PublishSnapshotAsync();
        }
    }

    private async Task PublishSnapshotAsync() => feed.Publish(await SnapshotAsync());

    private void StartSilenceTimer()
    {
        if (_silenceTimer is not null || _profile is null)
        {
            return;
        }

        // One timer that re-arms itself is enough: silence is measured in minutes, so nothing is re-armed per message.
        var period = _profile.SilenceLimit / 4;
        _silenceTimer = this.RegisterGrainTimer(
            static (grain, _) =>
            {
                grain.PublishStatusIfChanged();
                grain._collarHours?.Advance();
                return Task.CompletedTask;
            },
            this,
            new GrainTimerCreationOptions(period, period) { KeepAlive = false, Interleave = true });
    }

    private IDeviceCommandsGrain Commands() => GrainFactory.GetGrain<IDeviceCommandsGrain>(this.GetPrimaryKeyString());

    private async Task<DeviceSnapshot> SnapshotAsync()
    {
        var id = this.GetPrimaryKeyString();
        var counts = await history.GetMessageCountsAsync([id], CancellationToken.None);
        return new DeviceSnapshot
        {
            Registration = _registration!,
            Status = ComputeStatus(),
            Connected = _presence.Connected,
            LastSeen = _presence.LastSeen,
            BatteryLevel = LatestOf(Metrics.BatteryLevel) ?? _battery,
            SignalStrength = LatestOf(Metrics.SignalStrength) ?? _signal,
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
