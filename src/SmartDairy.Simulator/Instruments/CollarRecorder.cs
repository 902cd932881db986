using SmartDairy.Contracts.Farms;
using SmartDairy.Simulator.Nature;
using SmartDairy.Simulator.Parameters;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Instruments;

/// <summary>Makes out of the wearers' hours what their collars count. One for each pass over time; days are asked for in their order.</summary>
internal sealed class CollarRecorder(HerdParameters numbers, IReadOnlyList<Cow> cows, Surroundings surroundings, CollarFate fate, Noise noise, TimeZoneInfo zone)
{
    private const long HourMs = 3_600_000;
    private const int LongestDay = 25;
    private readonly CollarDay?[] _collars = new CollarDay?[cows.Count];
    private readonly double[] _gains = [.. cows.Select(cow => numbers.Collars.GainSpread * noise.Of(1, cow.Index).Normal(0))];
    private readonly Body _body = new(numbers, surroundings);
    private readonly BodyHour[] _own = new BodyHour[LongestDay];
    private readonly BodyHour[] _others = new BodyHour[LongestDay];

    public CollarDay Of(int index, FarmDay day)
    {
        var collar = _collars[index] ??= new CollarDay();
        if (collar.Day is { } known && known.Midnight == day.Midnight)
        {
            return collar;
        }

        if (collar.Day is not { } last || last.End != day.Midnight)
        {
            var earlier = new FarmDay(day.Date.AddDays(-CollarDay.Remembered), zone);
            for (; earlier.Midnight < day.Midnight; earlier = earlier.Next())
            {
                collar.Remember(Record(index, earlier, collar));
            }
        }
        else
        {
            collar.Remember(HoursOf(last));
        }

        Record(index, day, collar);
        return collar;
    }

    private static int HoursOf(FarmDay day) => (int)((day.End - day.Midnight + HourMs - 1) / HourMs);

    private int Record(int index, FarmDay day, CollarDay collar)
    {
        var mishaps = fate.Of(index, day.Midnight, day.End);
        _body.Live(cows[index], day, _own);
        if (mishaps.Exists(mishap => mishap.Kind == TruthKind.CollarSwapped))
        {
            _body.Live(cows[fate.Partner(index)!.Value], day, _others);
        }

        var count = HoursOf(day);
        for (var hour = 0; hour < count; hour++)
        {
            var at = day.Midnight + (hour * HourMs) + (HourMs / 2);
            var (wearer, ln, kept, lost) = (_own, _gains[index], 1.0, false);
            foreach (var mishap in mishaps)
            {
                if (!mishap.Holds(at))
                {
                    continue;
                }

                wearer = mishap.Kind == TruthKind.CollarSwapped ? _others : wearer;
                lost |= mishap.Kind == TruthKind.CollarLost;
                ln += mishap.A;
                kept *= 1 - mishap.B;
            }

            var body = lost ? Lying(index, at) : wearer[hour];
            collar.Activity[hour] = (float)(body.Activity * Math.Exp(ln));
            collar.Temperature[hour] = (float)body.Temperature;
            collar.Rumination[hour + 1] = collar.Rumination[hour] + (float)(body.Rumination * kept);
            collar.Eating[hour + 1] = collar.Eating[hour] + (float)body.Eating;
            collar.Resting[hour + 1] = collar.Resting[hour] + (float)body.Resting;
        }

        (collar.Day, collar.Mishaps) = (day, mishaps);
        return count;
    }

    /// <summary>A collar that lies somewhere takes on the air's temperature.</summary>
    private BodyHour Lying(int index, long at)
    {
        var hour = (int)(((at / HourMs % 24) + 24) % 24);
        return new BodyHour(0.2, 0, 0, 60, Math.Max(20, surroundings.DayAt(cows[index].Barn, at).Temperature[hour]));
    }
}
