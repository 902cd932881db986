using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Alerts;
using SmartDairy.Grains.Parts;
using SmartDairy.History;
using SmartDairy.Rules.Evaluation.Snapshots;

namespace SmartDairy.Grains.Devices;

/// <summary>
/// Evaluates the farm's rules with a device as their source. Not thread-safe: it runs within the turns of the device's actor.
/// </summary>
public sealed partial class DeviceRules
{
    private readonly SourceRuleServices _services;
    private readonly SourceRuleRunner _runner;
    private readonly DeadlineTimer _timer;
    private readonly Func<(DeviceStatus Status, bool Connected)> _presence;
    private readonly Action _onWaitingChanged;
    private readonly int _farmId;
    private DeviceRegistration? _device;

    /// <param name="device">The registration now; a later one is passed to <see cref="Rebind"/>.</param>
    /// <param name="presence">Gives the status of the device and whether it is connected; asked only when a rule needs it.</param>
    /// <param name="startTimer">Starts a timer of the actor that calls once after a wait.</param>
    /// <param name="onWaitingChanged">Called when <see cref="Waiting"/> changes.</param>
    public DeviceRules(
        DeviceRegistration device,
        IHistory history,
        SourceRuleServices services,
        Func<(DeviceStatus Status, bool Connected)> presence,
        Func<Func<Task>, TimeSpan, IDisposable> startTimer,
        Action onWaitingChanged)
    {
        (_device, _farmId, _services, _presence, _onWaitingChanged) = (device, device.FarmId, services, presence, onWaitingChanged);
        HashSet<string> source = [device.Id];
        _runner = new SourceRuleRunner(
            device.FarmId,
            device.Id,
            configuration => _device is { Enabled: true } enabled ? configuration.Rules.SelectFor(enabled) : null,
            (from, limit) => history.ListSinceAsync(_farmId, source, from, limit, CancellationToken.None),
            services);
        _timer = new DeadlineTimer(startTimer, AdvanceAsync, e => LogEvaluationFailed(services.Log, device.Id, e.Message), services.Time);
    }

    /// <summary>True while a rule has a deadline, so that the actor has to stay active.</summary>
    public bool Waiting { get; private set; }

    /// <summary>Takes over a changed registration.</summary>
    public void Rebind(DeviceRegistration? device)
    {
        _device = device;
        _runner.InvalidateBinding();
    }

    /// <summary>
    /// Captures the state of the evaluation for another silo; null when there is none or history has to be evaluated again anyway.
    /// </summary>
    public SourceEvaluatorSnapshot? CaptureState() => _runner.CaptureState();

    /// <summary>Continues with the state captured on another silo.</summary>
    public void Restore(SourceEvaluatorSnapshot state) => _runner.Restore(state);

    /// <summary>Evaluates what is due by the clock and arms the timer for the next deadline.</summary>
    public async Task ActivateAsync()
    {
        await _runner.AdvanceAsync();
        NotifyStatusIfNeeded();
        ArmTimer();
    }

    /// <summary>
    /// Evaluates stored readings, and those that name an animal also in the animal's actor. Completes when all reports that follow are
    /// stored; throws a transient exception when they cannot be stored now.
    /// </summary>
    /// <param name="readings">In any order; empty only advances the rules.</param>
    public async ValueTask EvaluateAsync(List<Reading> readings)
    {
        await _runner.EvaluateAsync(readings);
        NotifyStatusIfNeeded();
        ArmTimer();
        if (_runner.HasAnimalRules)
        {
            await EvaluateAnimalRulesAsync(readings);
        }
    }

    /// <summary>Evaluates a new status without waiting; rules that could not be evaluated are evaluated at the next deadline.</summary>
    public void NotifyStatus(DeviceStatus status, bool connected) => _ = NotifyStatusAsync(status, connected);

    private void NotifyStatusIfNeeded()
    {
        if (_runner.NeedsStatus)
        {
            var (status, connected) = _presence();
            NotifyStatus(status, connected);
        }
    }

    private async Task NotifyStatusAsync(DeviceStatus status, bool connected)
    {
        try
        {
            await _runner.StatusChangedAsync(status, connected, _services.Time.GetUtcNow().ToUnixTimeMilliseconds());
        }
        catch (Exception e) when (Transient.Is(e))
        {
            LogEvaluationFailed(_services.Log, _runner.SourceId, e.Message);
        }

        ArmTimer();
    }

    /// <summary>
    /// An animal is milked and read at many places, so readings of meters and readers are evaluated by the actor of the animal they name;
    /// collar readings here.
    /// </summary>
    private Task EvaluateAnimalRulesAsync(List<Reading> readings)
    {
        Dictionary<string, List<Reading>>? byAnimal = null;
        foreach (var reading in readings)
        {
            if (reading.Family is ReadingFamily.Milking or ReadingFamily.Rfid && reading.SubjectAnimalId is { } animal)
            {
                byAnimal ??= new(StringComparer.Ordinal);
                if (!byAnimal.TryGetValue(animal, out var ofAnimal))
                {
                    byAnimal.Add(animal, ofAnimal = []);
                }

                ofAnimal.Add(reading);
            }
        }

        return byAnimal is null
            ? Task.CompletedTask
            : Task.WhenAll(byAnimal.Select(entry => EvaluateAnimalRulesAsync(entry.Key, entry.Value)));
    }

    private async Task EvaluateAnimalRulesAsync(string animal, List<Reading> readings)
    {
        try
        {
            await _services.Grains.GetGrain<IAnimalGrain>($"{_farmId}/{animal}").EvaluateRulesAsync(readings);
        }
        catch (OperationCanceledException e)
        {
            // The silo of the animal stops. Reported as an outage, the messages are delivered again.
            throw new HistoryUnavailableException(e.Message, e);
        }
        catch (Exception e) when (!Transient.Is(e))
        {
            LogEvaluationFailed(_services.Log, animal, e.Message);
        }
    }

    private async Task AdvanceAsync()
    {
        await _runner.AdvanceAsync();
        ArmTimer();
    }

    private void ArmTimer()
    {
        _timer.ArmNoLaterThan(_runner.NextDeadline);
        if (Waiting != _timer.FiresAt is not null)
        {
            Waiting = !Waiting;
            _onWaitingChanged();
        }
    }

    [LoggerMessage(2211, LogLevel.Warning, "Rules of {Source} could not be evaluated ({Reason}); retrying in 5 s")]
    private static partial void LogEvaluationFailed(ILogger logger, string source, string reason);
}
