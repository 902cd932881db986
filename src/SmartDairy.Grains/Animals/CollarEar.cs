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
internal sealed partial class CollarEar(DeviceRegistration device, HerdContext herd, IGrainFactory grains, TimeProvider time, ILogger log)
{
    private const long Hour = 3_600_000;

    /// <summary>Minutes count from midnight: an hour needs what was said before it.</summary>
    private const long Before = 3 * Hour;

    /// <summary>How often, in event time, it looks whether an hour is complete.</summary>
    private const long Look = 10 * 60_000;

    /// <summary>A collar that said nothing for so long says nothing more about the hours before.</summary>
    private const long Silence = 2 * Hour;
    private const int MostUntold = 1_000;
    private readonly SortedDictionary<long, ObservedHour> _untold = [];
    private readonly SortedSet<long> _late = [];
    private readonly List<ActivityReading> _early = [];
    private CollarFold? _fold;
    private long _from = long.MaxValue;
    private long _heardAt;
    private long _look = long.MinValue;
    private bool _loading;
    private bool _telling;

    /// <summary>Takes in what is stored.</summary>
    public void Hear(List<Reading> readings)
    {
        var due = false;
        foreach (var reading in readings)
        {
            if (reading is not ActivityReading said)
            {
                continue;
            }

            _heardAt = Math.Max(_heardAt, said.ReceivedAt);
            if (_fold is not { } fold)
            {
                // What is heard before it is loaded stands in history by now; what is heard while it loads may not be among what is read.
                _from = Math.Min(_from, said.Time);
                if (_loading)
                {
                    _early.Add(said);
                }

                continue;
            }

            fold.Add(said);
            var look = said.Time / Look;
            due |= look != _look;
            _look = look;
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
            Tell(_fold);
        }
    }

    /// <summary>By the clock: hours of a collar that fell silent are complete too.</summary>
    public void Advance()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (_fold is { } fold && now - _heardAt > Silence)
        {
            fold.Advance(now);
            Tell(fold);
        }
    }

    private async Task LoadAsync()
    {
        _loading = true;
        _early.Clear();
        try
        {
            var fold = new CollarFold(await herd.Past.DaysAsync(device.FarmId));
            await foreach (var batch in herd.Past.ScanAsync(device.FarmId, device.Id, _from - Before, long.MaxValue))
            {
                foreach (var reading in batch)
                {
                    fold.Add((ActivityReading)reading);
                }
            }

            foreach (var reading in _early)
            {
                fold.Add(reading);
            }

            _fold = fold;
            Tell(fold);
        }
        catch (Exception e)
        {
            LogLater(log, device.Id, e.Message);
        }
        finally
        {
            _loading = false;
            _early.Clear();
        }
    }

    private void Tell(CollarFold fold)
    {
        foreach (var hour in fold.Take())
        {
            _untold[hour.Hour] = Observed(hour);
        }

        _late.UnionWith(fold.TakeLate());
        if (!_telling && (_untold.Count > 0 || _late.Count > 0))
        {
            _ = TellAsync();
        }
    }

    private async Task TellAsync()
    {
        _telling = true;
        try
        {
            // What becomes complete while some are told is told next.
            while (_untold.Count > 0 || _late.Count > 0)
            {
                await FoldLateAsync();
                await TellHoursAsync();
            }
        }
        catch (Exception e)
        {
            LogLater(log, device.Id, e.Message);
            while (_untold.Count > MostUntold)
            {
                _untold.Remove(_untold.First().Key);
            }
        }
        finally
        {
            _telling = false;
        }
    }

    private async Task TellHoursAsync()
    {
        var book = await herd.Books.OfAsync(device.FarmId);
        ObservedHour[] hours = [.. _untold.Values];
        foreach (var hers in hours.GroupBy(hour => book.AnimalThrough(BindingKind.Collar, device.Id, hour.Hour * Hour, (hour.Hour + 1) * Hour, device.AnimalId)))
        {
            if (hers.Key is { } animal)
            {
                await grains.GetGrain<IAnimalGrain>($"{device.FarmId}/{animal}").ObserveHoursAsync(device.Id, [.. hers]);
            }

            foreach (var hour in hers)
            {
                // It may have become another meanwhile.
                if (_untold.TryGetValue(hour.Hour, out var now) && now.Equals(hour))
                {
                    _untold.Remove(hour.Hour);
                }
            }
        }
    }

    /// <summary>Hours that late messages belong to are folded anew from history.</summary>
    private async Task FoldLateAsync()
    {
        if (_late.Count == 0)
        {
            return;
        }

        long[] late = [.. _late];
        var end = ((late[^1] + 1) * Hour) + Before;
        var fold = new CollarFold(_fold!.Days);
        await foreach (var batch in herd.Past.ScanAsync(device.FarmId, device.Id, (late[0] * Hour) - Before, end))
        {
            foreach (var reading in batch)
            {
                fold.Add((ActivityReading)reading);
            }
        }

        fold.Advance(end);
        foreach (var hour in fold.Take())
        {
            if (Array.BinarySearch(late, hour.Hour) >= 0)
            {
                _untold[hour.Hour] = Observed(hour);
            }
        }

        _late.ExceptWith(late);
    }

    private static ObservedHour Observed(in CollarHour hour)
        => new(hour.Hour, hour.Activity, hour.Rumination, hour.Eating, hour.Resting, hour.Temperature, hour.Reports);

    [LoggerMessage(2731, LogLevel.Warning, "What collar {Collar} said cannot be told to its animal now ({Reason}); it is told later")]
    private static partial void LogLater(ILogger logger, string collar, string reason);
}
