using Microsoft.Extensions.Logging;
using SmartDairy.Analytics.Cows;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Husbandry.Collars;

namespace SmartDairy.Grains.Animals;

/// <summary>
/// Makes whole hours of what one collar says, and tells them to whoever wore it. A message costs what the fold costs; the animal is called when hours are complete. It runs
/// within the collar's actor, and nobody waits for it: what could not be told is told with the next hour.
/// </summary>
internal sealed partial class CollarHourAggregator(DeviceRegistration device, HerdServices herd, IGrainFactory grains, TimeProvider time, ILogger log)
{
    private const long Hour = 3_600_000;

    /// <summary>Minutes count from midnight: an hour needs what was said before it.</summary>
    private const long LeadMs = 3 * Hour;

    /// <summary>How often, in event time, it looks whether an hour is complete.</summary>
    private const long CheckIntervalMs = 10 * 60_000;

    /// <summary>A collar that said nothing for so long says nothing more about the hours before.</summary>
    private const long SilenceLimitMs = 2 * Hour;
    private const int MaxUndeliveredHours = 1_000;
    private readonly SortedDictionary<long, ReportedCollarHour> _undelivered = [];
    private readonly SortedSet<long> _lateHours = [];
    private readonly List<ActivityReading> _arrivedWhileLoading = [];
    private CollarFold? _fold;
    private long _loadFrom = long.MaxValue;
    private long _lastReceivedAt;
    private long _lastCheck = long.MinValue;
    private bool _loading;
    private bool _delivering;

    /// <summary>Takes in what is stored.</summary>
    public void Add(List<Reading> readings)
    {
        var due = false;
        foreach (var reading in readings)
        {
            if (reading is not ActivityReading said)
            {
                continue;
            }

            _lastReceivedAt = Math.Max(_lastReceivedAt, said.ReceivedAt);
            if (_fold is not { } fold)
            {
                // What is heard before it is loaded stands in history by now; what is heard while it loads may not be among what is read.
                _loadFrom = Math.Min(_loadFrom, said.Time);
                if (_loading)
                {
                    _arrivedWhileLoading.Add(said);
                }

                continue;
            }

            fold.Add(said);
            var look = said.Time / CheckIntervalMs;
            due |= look != _lastCheck;
            _lastCheck = look;
        }

        if (_fold is null)
        {
            if (!_loading)
            {
                _ = LoadAsync();
            }
        }
        else if (due)
        {
            QueueHours(_fold);
        }
    }

    /// <summary>By the clock: hours of a collar that fell silent are complete too.</summary>
    public void Advance()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (_fold is { } fold && now - _lastReceivedAt > SilenceLimitMs)
        {
            fold.Advance(now);
            QueueHours(fold);
        }
    }

    private async Task LoadAsync()
    {
        _loading = true;
        _arrivedWhileLoading.Clear();
        try
        {
            var fold = new CollarFold(await herd.History.GetFarmDaysAsync(device.FarmId));
            await foreach (var batch in herd.History.ScanCollarAsync(device.FarmId, device.Id, _loadFrom - LeadMs, long.MaxValue))
            {
                foreach (var reading in batch)
                {
                    fold.Add((ActivityReading)reading);
                }
            }

            foreach (var reading in _arrivedWhileLoading)
            {
                fold.Add(reading);
            }

            _fold = fold;
            QueueHours(fold);
        }
        catch (Exception e)
        {
            LogDeliveryFailed(log, device.Id, e.Message);
        }
        finally
        {
            _loading = false;
            _arrivedWhileLoading.Clear();
        }
    }

    private void QueueHours(CollarFold fold)
    {
        foreach (var hour in fold.DrainHours())
        {
            _undelivered[hour.Hour] = ToObservedHour(hour);
        }

        _lateHours.UnionWith(fold.DrainLateHours());
        if (!_delivering && (_undelivered.Count > 0 || _lateHours.Count > 0))
        {
            _ = DeliverAsync();
        }
    }

    private async Task DeliverAsync()
    {
        _delivering = true;
        try
        {
            // What becomes complete while some are told is told next.
            while (_undelivered.Count > 0 || _lateHours.Count > 0)
            {
                await RefoldLateHoursAsync();
                await DeliverHoursAsync();
            }
        }
        catch (Exception e)
        {
            LogDeliveryFailed(log, device.Id, e.Message);
            while (_undelivered.Count > MaxUndeliveredHours)
            {
                _undelivered.Remove(_undelivered.First().Key);
            }
        }
        finally
        {
            _delivering = false;
        }
    }

    private async Task DeliverHoursAsync()
    {
        var book = await herd.Bindings.GetAsync(device.FarmId);
        ReportedCollarHour[] hours = [.. _undelivered.Values];
        foreach (var hers in hours.GroupBy(hour => book.AnimalDuring(BindingKind.Collar, device.Id, hour.Hour * Hour, (hour.Hour + 1) * Hour, device.AnimalId)))
        {
            if (hers.Key is { } animal)
            {
                await grains.GetGrain<IAnimalGrain>($"{device.FarmId}/{animal}").NotifyCollarHoursAsync(device.Id, [.. hers]);
            }

            foreach (var hour in hers)
            {
                // It may have become another meanwhile.
                if (_undelivered.TryGetValue(hour.Hour, out var now) && now.Equals(hour))
                {
                    _undelivered.Remove(hour.Hour);
                }
            }
        }
    }

    /// <summary>Hours that late messages belong to are folded anew from history.</summary>
    private async Task RefoldLateHoursAsync()
    {
        if (_lateHours.Count == 0)
        {
            return;
        }

        long[] late = [.. _lateHours];
        var end = ((late[^1] + 1) * Hour) + LeadMs;
        var fold = new CollarFold(_fold!.Days);
        await foreach (var batch in herd.History.ScanCollarAsync(device.FarmId, device.Id, (late[0] * Hour) - LeadMs, end))
        {
            foreach (var reading in batch)
            {
                fold.Add((ActivityReading)reading);
            }
        }

        fold.Advance(end);
        foreach (var hour in fold.DrainHours())
        {
            if (Array.BinarySearch(late, hour.Hour) >= 0)
            {
                _undelivered[hour.Hour] = ToObservedHour(hour);
            }
        }

        _lateHours.ExceptWith(late);
    }

    private static ReportedCollarHour ToObservedHour(in CollarHour hour)
        => new(hour.Hour, hour.Activity, hour.Rumination, hour.Eating, hour.Resting, hour.Temperature, hour.Reports);

    [LoggerMessage(2731, LogLevel.Warning, "What collar {Collar} said cannot be told to its animal now ({Reason}); it is told later")]
    private static partial void LogDeliveryFailed(ILogger logger, string collar, string reason);
}
