using SmartDairy.Contracts.Commands;
using SmartDairy.Contracts.Decoding;
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

namespace SmartDairy.Grains.Devices;

/// <summary>
/// One device. What it knows is rebuilt from the registry and from history when it wakes, so that a message costs no write of its own state.
/// </summary>
/// <remarks>
/// Batches of one device come from several shards at once and interleave: each is decoded, committed and learned from by itself, and all that is learned is
/// kept by the time it was measured or received, not by the order of commits.
/// </remarks>
[AtHome]
[GrainType("device")]
public sealed partial class DeviceGrain(
    IRegistry registry, IHistory history, IngestPipeline pipeline, ReadingFeed feed, IConnectionControl connections, AwakeDevices awake,
    SourceRulesContext rules, HerdContext herd, FarmCalibrations calibrations, TimeProvider time)
    : Grain, IDeviceGrain, IGrainMigrationParticipant
{
    private const string MemoryKey = "device";

    private readonly Presence _presence = new();
    private DeviceRegistration? _registration;
    private DeviceProfile? _profile;
    private LatestValues? _latest;
    private string? _firmware;

    // What a device that sends no readings, a gateway, said of itself.
    private double? _battery;
    private double? _signal;
    private long _saidAt;
    private DeviceStatus _shown;
    private IGrainTimer? _silence;
    private bool _listening;
    private bool _moved;
    private int _loads;
    private int _loaded;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (_moved)
        {
            StayIfNeeded();
        }
        else
        {
            await WakeAsync(cancellationToken);
            _shown = Status();
        }

        ArmSilence();
        awake.Add(GrainContext);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        awake.Remove(GrainContext);
        KeepSensor();
        return Task.CompletedTask;
    }

    public void OnDehydrate(IDehydrationContext dehydrationContext) => dehydrationContext.TryAddValue(MemoryKey, new DeviceMemory
    {
        Registration = _registration,
        Latest = _latest?.Memory(),
        Presence = _presence.Memory(),
        Firmware = _firmware,
        Battery = _battery,
        Signal = _signal,
        SaidAt = _saidAt,
        Shown = _shown,
        Listening = _listening,
        Rules = _rules?.Memory(),
    });

    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        if (!rehydrationContext.TryGetValue(MemoryKey, out DeviceMemory? memory) || memory is null)
        {
            return;
        }

        Know(memory.Registration);
        if (memory.Latest is { } latest)
        {
            _latest?.Restore(latest);
        }

        _presence.Restore(memory.Presence);
        (_firmware, _battery, _signal, _saidAt) = (memory.Firmware, memory.Battery, memory.Signal, memory.SaidAt);
        (_shown, _listening, _moved) = (memory.Shown, memory.Listening, true);
        if (memory.Rules is { } judged)
        {
            Rules()?.Restore(judged);
        }
    }

    private async Task WakeAsync(CancellationToken cancellationToken)
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
    }

    public async Task<DeviceReceipt> IngestAsync(DeviceBatch batch)
    {
        await FindAsync();
        var intake = pipeline.Decode(batch, _registration, this.GetPrimaryKeyString());
        foreach (var (_, report) in intake.Reports)
        {
            // Before the commit: if this fails, nothing is stored yet, and the whole batch can come again.
            await AnswerAsync(report);
        }

        await AppraiseAsync(intake.Readings);
        var commit = await pipeline.CommitAsync(intake);
        Hear(batch, intake);

        foreach (var reading in intake.Readings)
        {
            if (!commit.IsDuplicate(reading))
            {
                Learn(reading);
            }
        }

        TellHerd(intake.Readings);
        TellParlor(batch, intake);

        // Before the acknowledgement: what is not reported now comes again with the messages.
        await JudgeAsync(intake.Readings);
        ShowStatus();
        return intake.Receipt();
    }

    public async Task<DeviceSnapshot?> GetAsync() => await FindAsync() ? await SnapshotAsync() : null;

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
        var current = _presence.Apply(change);
        StayIfNeeded();
        if (await FindAsync() && current)
        {
            await TellCommandsAsync(change.Kind);
        }

        ShowStatus();
    }

    public Task RegistrationChangedAsync() => LoadAsync(CancellationToken.None);

    public async Task<CommandSnapshot?> SendCommandAsync(CommandRequest request)
        => await FindAsync() ? await Commands().SendAsync(request) : null;

    public async Task<IReadOnlyList<CommandSnapshot>> CommandsAsync() => await FindAsync() ? await Commands().ListAsync() : [];

    public async Task<DeviceSnapshot?> SetDesiredConfigurationAsync(string json)
    {
        if (!await FindAsync())
        {
            return null;
        }

        await Commands().DesireAsync(json);
        return await SnapshotAsync();
    }

    /// <summary>False when no such device is registered: it may have been since it was last asked for.</summary>
    private async ValueTask<bool> FindAsync()
    {
        if (_registration is null)
        {
            await LoadAsync(CancellationToken.None);
        }

        return _registration is not null;
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var load = ++_loads;
        var registration = (await registry.DeviceAsync(this.GetPrimaryKeyString(), cancellation))?.Registration;

        // Of two that overlap, the one that asked later knows more.
        if (load > _loaded)
        {
            _loaded = load;
            Know(registration);
        }
    }

    private void Know(DeviceRegistration? registration)
    {
        _registration = registration;
        if (_registration is not null)
        {
            _profile = DeviceProfile.Of(_registration.Type);
            _rules?.Unbind();
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

    private void Hear(DeviceBatch batch, DeviceIntake intake)
    {
        var next = 0;
        for (var i = 0; i < batch.Messages.Count; i++)
        {
            _presence.Heard(batch.Messages[i].ReceivedAt);
            if (next < intake.Reports.Count && intake.Reports[next].Index == i)
            {
                var report = intake.Reports[next++].Report;
                _presence.Apply(report, batch.Messages[i].ReceivedAt);
                if (batch.Messages[i].ReceivedAt >= _saidAt)
                {
                    _saidAt = batch.Messages[i].ReceivedAt;
                    _firmware = report.FirmwareVersion ?? _firmware;
                    _battery = report.BatteryLevel ?? _battery;
                    _signal = report.SignalStrength ?? _signal;
                }
            }
        }
    }

    private async Task AnswerAsync(DeviceStatusReport report)
    {
        if (report.CommandId is { } command && report.CommandState is { } state)
        {
            await Commands().AnswerAsync(command, state, report.Result);
        }

        if (report.Configuration is { } configuration)
        {
            await Commands().ReportAsync(configuration);
        }
    }

    private async Task TellCommandsAsync(ConnectionChangeKind kind)
    {
        if (kind is ConnectionChangeKind.Listening)
        {
            _listening = true;
            await Commands().ListeningAsync();
        }
        else if (kind is ConnectionChangeKind.Configurable)
        {
            _listening = true;
            await Commands().ConfigurableAsync();
        }
        else if (_listening)
        {
            // A connection that ended, or a new one that has not subscribed yet: nobody would get what is published.
            _listening = false;
            await Commands().GoneAsync();
        }
    }

    /// <summary>
    /// Who is connected is known nowhere else: put to sleep, the device would look unconnected until it connects anew. And a rule that waits for its silence waits here.
    /// </summary>
    private void StayIfNeeded() => DelayDeactivation(_presence.Connected || _deadline is not null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero);

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
        TellRules(status);
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
                grain._ear?.Advance();
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
