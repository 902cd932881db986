using SmartDairy.Contracts.Farms;
using SmartDairy.Simulator.Biology;
using SmartDairy.Simulator.Parameters;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Instruments;

/// <summary>Makes out of the wearers' hours what their collars count. One for each pass over time; days are asked for in their order.</summary>
internal sealed class CollarModel(HerdParameters numbers, IReadOnlyList<SimulatedCow> cows, HerdEnvironment surroundings, CollarFaultSchedule fate, IndexedRandom noise, TimeZoneInfo zone)
{
    private const long HourMs = 3_600_000;
    private const int MaxHoursPerDay = 25;
    private readonly CollarDayCounters?[] _collars = new CollarDayCounters?[cows.Count];
    private readonly double[] _gains = [.. cows.Select(cow => numbers.Collars.GainSpread * noise.Derive(1, cow.Index).Normal(0))];
    private readonly BehaviourModel _body = new(numbers, surroundings);
    private readonly BehaviourHour[] _own = new BehaviourHour[MaxHoursPerDay];
    private readonly BehaviourHour[] _others = new BehaviourHour[MaxHoursPerDay];

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
        var mishaps = fate.Between(index, day.Start, day.End);
        _body.SimulateDay(cows[index], day, _own);
        if (mishaps.Exists(mishap => mishap.Kind == TruthKind.CollarSwapped))
        {
            _body.SimulateDay(cows[fate.SwapPartner(index)!.Value], day, _others);
        }

        var count = HoursOf(day);
        for (var hour = 0; hour < count; hour++)
        {
            var at = day.Start + (hour * HourMs) + (HourMs / 2);
            var (wearer, ln, kept, lost) = (_own, _gains[index], 1.0, false);
            foreach (var mishap in mishaps)
            {
                if (!mishap.Contains(at))
                {
                    continue;
                }

                wearer = mishap.Kind == TruthKind.CollarSwapped ? _others : wearer;
                lost |= mishap.Kind == TruthKind.CollarLost;
                ln += mishap.ActivityShift;
                kept *= 1 - mishap.RuminationLoss;
            }

            var body = lost ? LostCollarHour(index, at) : wearer[hour];
            collar.Activity[hour] = (float)(body.Activity * Math.Exp(ln));
            collar.Temperature[hour] = (float)body.Temperature;
            collar.Rumination[hour + 1] = collar.Rumination[hour] + (float)(body.Rumination * kept);
            collar.Eating[hour + 1] = collar.Eating[hour] + (float)body.Eating;
            collar.Resting[hour + 1] = collar.Resting[hour] + (float)body.Resting;
        }

        (collar.Day, collar.Faults) = (day, mishaps);
        return count;
    }

    /// <summary>A collar that lies somewhere takes on the air's temperature.</summary>
    private BehaviourHour LostCollarHour(int index, long at)
    {
        var hour = (int)(((at / HourMs % 24) + 24) % 24);
        return new BehaviourHour(0.2, 0, 0, 60, Math.Max(20, surroundings.DayAt(cows[index].Barn, at).Temperature[hour]));
    }
}
