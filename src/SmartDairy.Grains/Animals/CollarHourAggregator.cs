using Microsoft.Extensions.Logging;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Husbandry.Bindings;
using SmartDairy.Husbandry.Derivation;

namespace SmartDairy.Grains.Animals;

/// <summary>
/// Drives the <see cref="CollarDerivation"/> of one collar, inside the collar's actor, and delivers complete hours to the actor of the
/// animal that wore it. Nobody waits for a delivery: one that fails is repeated with the next hour.
/// </summary>
internal sealed partial class CollarHourAggregator(
    DeviceRegistration device, HerdServices herd, IGrainFactory grains, TimeProvider time, ILogger log)
{
    private const long HourMs = 3_600_000;

    /// <summary>How often, in event time, complete hours are looked for.</summary>
    private const long CheckIntervalMs = 10 * 60_000;
    private const int MaxUndeliveredHours = 1_000;
    private readonly SortedDictionary<long, ReportedCollarHour> _undelivered = [];
    private readonly SortedSet<long> _lateHours = [];
    private readonly List<ActivityReading> _arrivedWhileLoading = [];
    private CollarDerivation? _collar;
    private long _loadFrom = long.MaxValue;
    private long _lastCheck = long.MinValue;
    private bool _loading;
    private bool _delivering;

    /// <summary>Takes readings in that are stored.</summary>
    public void Add(List<Reading> readings)
    {
        var isDue = false;
        foreach (var reading in readings)
        {
            if (reading is not ActivityReading activity)
            {
                continue;
            }

            if (_collar is null)
            {
                // Readings from before the load are in history by now; those that arrive during it may be missing in what is read.
                _loadFrom = Math.Min(_loadFrom, activity.Time);
                if (_loading)
                {
                    _arrivedWhileLoading.Add(activity);
                }

                continue;
            }

            _collar.Add(activity);
            var check = activity.Time / CheckIntervalMs;
            isDue |= check != _lastCheck;
            _lastCheck = check;
        }

        if (_collar is null)
        {
            if (!_loading)
            {
                _ = LoadAsync();
            }
        }
        else if (isDue)
        {
            QueueHours(_collar);
        }
    }

    /// <summary>Moves the collar on by the clock.</summary>
    public void Advance()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (_collar is { } collar && now >= collar.NextDeadline)
        {
            collar.Advance(now);
            QueueHours(collar);
        }
    }

    private async Task LoadAsync()
    {
        _loading = true;
        _arrivedWhileLoading.Clear();
        try
        {
            var collar = new CollarDerivation(await herd.History.GetFarmDaysAsync(device.FarmId));
            await foreach (var batch in herd.History.ScanCollarAsync(
                device.FarmId, device.Id, _loadFrom - CollarDerivation.LeadMs, long.MaxValue))
            {
                foreach (var reading in batch)
                {
                    collar.Add((ActivityReading)reading);
                }
            }

            foreach (var reading in _arrivedWhileLoading)
            {
                collar.Add(reading);
            }

            _collar = collar;
            QueueHours(collar);
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

    private void QueueHours(CollarDerivation collar)
    {
        foreach (var hour in collar.DrainHours())
        {
            _undelivered[hour.Hour] = hour.ToReported();
        }

        _lateHours.UnionWith(collar.DrainLateHours());
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
            // Hours that become complete during a delivery go with the next round.
            while (_undelivered.Count > 0 || _lateHours.Count > 0)
            {
                await RederiveLateHoursAsync();
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
        var bindings = await herd.Bindings.GetAsync(device.FarmId);
        ReportedCollarHour[] hours = [.. _undelivered.Values];
        foreach (var hoursOfAnimal in hours.GroupBy(hour => WornCollar.WearerDuring(bindings, device.Id, hour.Hour, device.AnimalId)))
        {
            if (hoursOfAnimal.Key is { } animal)
            {
                await grains.GetGrain<IAnimalGrain>($"{device.FarmId}/{animal}").NotifyCollarHoursAsync(device.Id, [.. hoursOfAnimal]);
            }

            foreach (var hour in hoursOfAnimal)
            {
                // A late reading may have changed the hour during the call.
                if (_undelivered.TryGetValue(hour.Hour, out var now) && now.Equals(hour))
                {
                    _undelivered.Remove(hour.Hour);
                }
            }
        }
    }

    private async Task RederiveLateHoursAsync()
    {
        if (_lateHours.Count == 0)
        {
            return;
        }

        long[] late = [.. _lateHours];
        var rederivation = new CollarRederivation(_collar!.Days, late[0] * HourMs, (late[^1] + 1) * HourMs);
        await foreach (var batch in herd.History.ScanCollarAsync(device.FarmId, device.Id, rederivation.ReadFrom, rederivation.ReadTo))
        {
            rederivation.Add(batch);
        }

        foreach (var hour in rederivation.Complete(rederivation.ReadTo))
        {
            if (Array.BinarySearch(late, hour.Hour) >= 0)
            {
                _undelivered[hour.Hour] = hour.ToReported();
            }
        }

        _lateHours.ExceptWith(late);
    }

    [LoggerMessage(2731, LogLevel.Warning,
        "Failed to deliver hours of collar {Collar} to its animal ({Reason}); retrying with the next hour")]
    private static partial void LogDeliveryFailed(ILogger logger, string collar, string reason);
}
