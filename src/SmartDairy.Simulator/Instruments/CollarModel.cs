using SmartDairy.Contracts.Farms;
using SmartDairy.Simulator.Biology;
using SmartDairy.Simulator.Parameters;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Instruments;

/// <summary>
/// Converts the behaviour of the wearers into the counts of their collars. Each pass over time needs its own model; days are requested in
/// order.
/// </summary>
internal sealed class CollarModel(
    HerdParameters parameters, IReadOnlyList<SimulatedCow> cows, HerdEnvironment environment, CollarFaultSchedule faultSchedule,
    IndexedRandom noise, TimeZoneInfo zone)
{
    private const long HourMs = 3_600_000;
    private const int MaxHoursPerDay = 25;
    private readonly CollarDayCounters?[] _collars = new CollarDayCounters?[cows.Count];
    private readonly double[] _gains = [.. cows.Select(cow => parameters.Collars.GainSpread * noise.Derive(1, cow.Index).Normal(0))];
    private readonly BehaviourModel _behaviour = new(parameters, environment);
    private readonly BehaviourHour[] _ownHours = new BehaviourHour[MaxHoursPerDay];
    private readonly BehaviourHour[] _partnerHours = new BehaviourHour[MaxHoursPerDay];

    public CollarDayCounters DayOf(int index, FarmDay day)
    {
        var collar = _collars[index] ??= new CollarDayCounters();
        if (collar.Day is { } known && known.Start == day.Start)
        {
            return collar;
        }

        if (collar.Day is not { } last || last.End != day.Start)
        {
            var earlier = new FarmDay(day.Date.AddDays(-CollarDayCounters.PastDays), zone);
            for (; earlier.Start < day.Start; earlier = earlier.Next())
            {
                collar.ShiftToPast(Record(index, earlier, collar));
            }
        }
        else
        {
            collar.ShiftToPast(HoursOf(last));
        }

        Record(index, day, collar);
        return collar;
    }

    private static int HoursOf(FarmDay day) => (int)((day.End - day.Start + HourMs - 1) / HourMs);

    private int Record(int index, FarmDay day, CollarDayCounters collar)
    {
        var faults = faultSchedule.Between(index, day.Start, day.End);
        _behaviour.SimulateDay(cows[index], day, _ownHours);
        if (faults.Exists(fault => fault.Kind == TruthKind.CollarSwapped))
        {
            _behaviour.SimulateDay(cows[faultSchedule.SwapPartner(index)!.Value], day, _partnerHours);
        }

        var count = HoursOf(day);
        for (var hour = 0; hour < count; hour++)
        {
            var at = day.Start + (hour * HourMs) + (HourMs / 2);
            var (wearer, logActivityShift, ruminationFactor, lost) = (_ownHours, _gains[index], 1.0, false);
            foreach (var fault in faults)
            {
                if (!fault.Contains(at))
                {
                    continue;
                }

                wearer = fault.Kind == TruthKind.CollarSwapped ? _partnerHours : wearer;
                lost |= fault.Kind == TruthKind.CollarLost;
                logActivityShift += fault.ActivityShift;
                ruminationFactor *= 1 - fault.RuminationLoss;
            }

            var behaviour = lost ? LostCollarHour(index, at) : wearer[hour];
            collar.Activity[hour] = (float)(behaviour.Activity * Math.Exp(logActivityShift));
            collar.Temperature[hour] = (float)behaviour.Temperature;
            collar.Rumination[hour + 1] = collar.Rumination[hour] + (float)(behaviour.Rumination * ruminationFactor);
            collar.Eating[hour + 1] = collar.Eating[hour] + (float)behaviour.Eating;
            collar.Resting[hour + 1] = collar.Resting[hour] + (float)behaviour.Resting;
        }

        (collar.Day, collar.Faults) = (day, faults);
        return count;
    }

    /// <summary>A lost collar has air temperature, at least 20 °C.</summary>
    private BehaviourHour LostCollarHour(int index, long at)
    {
        var hour = (int)(((at / HourMs % 24) + 24) % 24);
        return new BehaviourHour(0.2, 0, 0, 60, Math.Max(20, environment.DayAt(cows[index].Barn, at).Temperature[hour]));
    }
}
