using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Parts;
using SmartDairy.Husbandry.Derivation;

namespace SmartDairy.Grains.Milking;

/// <summary>
/// One milking stall: drives a <see cref="StallDerivation"/> and records its milkings, each when it is over and every ten seconds while it
/// runs. The actor stores no state: it begins with the last day of each meter from history, and records what is not stored as it should be.
/// Milkings that messages come too late for are derived again some seconds later, all of them at once.
/// </summary>
[GrainType("stall")]
public sealed partial class StallGrain(MilkMeterHistory meters, MilkingRecorder recorder, TimeProvider time, ILogger<StallGrain> log)
: Grain, IStallGrain
{
    private static readonly TimeSpan RunningRecordInterval = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, MilkingSession> _running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MilkingSession> _unsaved = new(StringComparer.Ordinal);
    private readonly LateWindow _late = new(TimeSpan.FromSeconds(5));

    // Other stalls were late too, and the milkings that they record meanwhile change the intervals of the same animals.
    private readonly LateWindow _secondPass = new(TimeSpan.FromSeconds(30), restarts: true);
    private StallLocation _stall = null!;
    private StallDerivation _milkings = null!;
    private DeadlineTimer _timer = null!;
    private long _runningSince;
    private bool _allMetersLoaded;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stall = await meters.GetStallAsync(StallKey.Parse(this.GetPrimaryKeyString()), cancellationToken);
        _milkings = new(_stall.FarmDays);
        _timer = DeadlineTimer.Create(this, WorkAsync, e => LogFailed(this.GetPrimaryKeyString(), e.Message), time, keepAlive: true);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        recorder.QueueWrite(_stall, [.. _running.Values, .. _unsaved.Values]);
        return Task.CompletedTask;
    }

    public async Task AddReadingsAsync(IReadOnlyList<Reading> readings)
    {
        try
        {
            foreach (var reading in readings)
            {
                if (reading is MilkingReading milking)
                {
                    await LoadMeterAsync(milking.DeviceId);
                    _milkings.Add(milking);
                }
            }

            await AdvanceAsync();
        }
        catch (Exception e) when (Transient.Is(e))
        {
            // The readings are in history, and a meter that is not loaded yet gets them from there.
            _allMetersLoaded = false;
            LogFailed(this.GetPrimaryKeyString(), e.Message);
            _timer.ArmRetry();
        }
    }

    public async Task<StallSnapshot> GetAsync(long since)
    {
        await LoadAllMetersAsync();
        await AdvanceAsync();
        var recent = _milkings.DrainedSince(since).Select(milking => _stall.WithStall(milking) with { Curve = [], Quarters = [] });
        var newest = _milkings.Newest is { } milking ? _stall.WithStall(milking) : null;
        return new StallSnapshot(_stall.FarmId, _stall.ParlorId, _stall.StallId, newest, [.. recent]);
    }

    private async ValueTask LoadAllMetersAsync()
    {
        if (!_allMetersLoaded)
        {
            foreach (var meter in await meters.GetMetersOfStallAsync(_stall))
            {
                await LoadMeterAsync(meter);
            }

            _allMetersLoaded = true;
        }
    }

    private async ValueTask LoadMeterAsync(string deviceId)
    {
        if (_milkings.HasMeter(deviceId))
        {
            return;
        }

        var now = Now;
        var catchUp = MilkingCatchUp.ToNow(_stall.FarmDays, now);
        await meters.ReplayAsync(_stall, deviceId, catchUp.ReadFrom, catchUp.ReadTo, catchUp.Add);
        await recorder.RecordChangedAsync(_stall, catchUp.Complete(now));
        _milkings.AddMeter(deviceId, catchUp);
    }

    private async Task AdvanceAsync()
    {
        var now = Now;
        _milkings.Advance(now);
        foreach (var milking in _milkings.DrainMilkings())
        {
            Queue(milking, now);
        }

        foreach (var (deviceId, startedAt) in _milkings.DrainLateStarts())
        {
            _late.Add(deviceId, startedAt, startedAt, now);
        }

        if (now >= RunningDueAt())
        {
            foreach (var milking in _running.Values)
            {
                _unsaved[milking.Id] = milking;
            }

            _running.Clear();
        }

        if (_unsaved.Count > 0)
        {
            await recorder.RecordAsync(_stall, [.. _unsaved.Values]);
            _unsaved.Clear();
        }

        _timer.ArmNoLaterThan(_milkings.NextDeadline);
        _timer.ArmNoLaterThan(RunningDueAt());
        _timer.ArmNoLaterThan(_late.DueAt);
        _timer.ArmNoLaterThan(_secondPass.DueAt);
    }

    private long? RunningDueAt() => _running.Count == 0 ? null : _runningSince + (long)RunningRecordInterval.TotalMilliseconds;

    private void Queue(MilkingSession milking, long now)
    {
        if (milking.State == MilkingState.Running && !milking.Retracted && recorder.WasRecorded(milking.Id))
        {
            _runningSince = _running.Count == 0 ? now : _runningSince;
            _running[milking.Id] = milking;
            return;
        }

        _running.Remove(milking.Id);
        _unsaved[milking.Id] = milking;
    }

    private async Task WorkAsync()
    {
        if (_late.IsDue(Now))
        {
            foreach (var (deviceId, span) in _late.Spans.ToArray())
            {
                await RederiveAsync(deviceId, span);
                _late.Remove(deviceId);
                _secondPass.Add(deviceId, span.From, span.To, Now);
            }
        }

        if (_secondPass.IsDue(Now))
        {
            foreach (var (deviceId, span) in _secondPass.Spans.ToArray())
            {
                await RederiveAsync(deviceId, span);
                _secondPass.Remove(deviceId);
            }
        }

        await LoadAllMetersAsync();
        await AdvanceAsync();
    }

    /// <summary>Derives the milkings between two beginnings from history.</summary>
    private async Task RederiveAsync(string deviceId, (long First, long Last) starts)
    {
        var catchUp = MilkingCatchUp.Between(_stall.FarmDays, starts.First, starts.Last);
        await meters.ReplayAsync(_stall, deviceId, catchUp.ReadFrom, catchUp.ReadTo, catchUp.Add);
        await recorder.RecordChangedAsync(_stall, catchUp.Complete(Now));
    }

    [LoggerMessage(2801, LogLevel.Warning, "Stall {Stall} failed to derive its milkings ({Reason}); retrying in 5 s")]
    private partial void LogFailed(string stall, string reason);
}
