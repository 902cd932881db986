using System.Collections.Concurrent;
using SmartDairy.Simulator.Parameters;
using SmartDairy.Simulator.Truth;

namespace SmartDairy.Simulator.Biology;

/// <summary>The barns' air and events that affect the whole herd, computed once per barn and day. Safe for concurrent use.</summary>
internal sealed class HerdEnvironment(HerdParameters parameters, BarnClimate climate, IndexedRandom noise, int farmId)
{
    private const long HourMs = 3_600_000;
    private const long DayMs = 86_400_000;

    // Days are requested in order of time, so the cache can be cleared as a whole.
    private const int MaxCachedDays = 4096;
    private readonly ConcurrentDictionary<(int Barn, long Day), BarnDayEffects> _days = [];
    private readonly ConcurrentDictionary<(int Barn, long Day), (double[] Thi, double[] Temperature)> _air = [];

    public static double CalculateThi(double celsius, double humidity)
        => ((1.8 * celsius) + 32) - ((0.55 - (0.0055 * humidity)) * ((1.8 * celsius) - 26));

    public BarnDayEffects DayAt(int barn, long at)
    {
        var key = (barn, (long)Math.Floor(at / (double)DayMs));
        if (_days.TryGetValue(key, out var known))
        {
            return known;
        }

        if (_days.Count >= MaxCachedDays)
        {
            _days.Clear();
            _air.Clear();
        }

        return _days.GetOrAdd(key, _ => Build(barn, key.Item2));
    }

    /// <summary>Days of heat stress, storms and feed changes that overlap a span.</summary>
    public IEnumerable<TruthEvent> Truth(int barns, long from, long to)
    {
        for (var barn = 1; barn <= barns; barn++)
        {
            for (var day = (long)Math.Floor(from / (double)DayMs); day * DayMs < to; day++)
            {
                var mean = AirOf(barn, day).Thi.Average();
                if (mean >= parameters.HeatStress.Told)
                {
                    yield return new TruthEvent
                    {
                        Kind = TruthKind.HeatStress,
                        SubjectId = $"barn/{barn}",
                        Start = day * DayMs,
                        End = (day + 1) * DayMs,
                        Strength = mean
                    };
                }
            }
        }

        foreach (var (kind, start, end, strength) in Storms(from, to).Concat(FeedChanges(from, to)))
        {
            if (end > from && start < to)
            {
                yield return new TruthEvent { Kind = kind, SubjectId = $"farm/{farmId}", Start = start, End = end, Strength = strength };
            }
        }
    }

    private IEnumerable<(TruthKind Kind, long Start, long End, double Strength)> Storms(long from, long to) =>
        RandomOccurrences.Between(noise.Derive(1, 0), parameters.Disturbances.StormsPerYear, from - (2 * DayMs), to).Select(storm =>
            (TruthKind.Storm, storm.Start, storm.Start + (long)(storm.Draws.Sample(parameters.Disturbances.StormHours) * HourMs),
                storm.Draws.Sample(parameters.Disturbances.StormActivity)));

    private IEnumerable<(TruthKind Kind, long Start, long End, double Strength)> FeedChanges(long from, long to) =>
        RandomOccurrences.Between(noise.Derive(2, 0), parameters.Disturbances.FeedChangesPerYear, from - (30 * DayMs), to).Select(change =>
            (TruthKind.FeedChange, change.Start, change.Start + (long)(change.Draws.Sample(parameters.Disturbances.FeedChangeDays) * DayMs),
                change.Draws.Sample(parameters.Disturbances.FeedChangeRuminationLoss)));

    private BarnDayEffects Build(int barn, long day)
    {
        var (before, today) = (AirOf(barn, day - 1), AirOf(barn, day));
        var (start, end) = (day * DayMs, (day + 1) * DayMs);
        var (storms, feeds) = (Storms(start, end).ToList(), FeedChanges(start, end).ToList());
        var activity = new double[24];
        var rumination = new double[24];
        var mean = new double[24];
        var sum = before.Thi.Sum();
        var own = noise.Derive(3, barn);
        var herd = 1 + (parameters.Noise * parameters.Cows.HerdRuminationNoise * noise.Derive(4, 0).Normal(day));
        for (var hour = 0; hour < 24; hour++)
        {
            var at = start + (hour * HourMs) + (HourMs / 2);
            activity[hour] = parameters.Noise * parameters.Cows.HerdActivityNoise * own.Normal((day * 24) + hour);
            activity[hour] += storms.Where(storm => at >= storm.Start && at < storm.End).Sum(storm => storm.Strength);
            rumination[hour] = feeds.Where(feed => at >= feed.Start && at < feed.End)
                .Aggregate(herd, (kept, feed) => kept * (1 - feed.Strength));
            mean[hour] = sum / 24;
            sum += today.Thi[hour] - before.Thi[hour];
        }

        var milk = 1 + (parameters.Noise * parameters.Milk.HerdNoise * noise.Derive(5, 0).Normal(day));
        return new BarnDayEffects(today.Thi, mean, today.Temperature, activity, rumination, milk);
    }

    private (double[] Thi, double[] Temperature) AirOf(int barn, long day) => _air.GetOrAdd((barn, day), _ =>
    {
        var (thi, temperature) = (new double[24], new double[24]);
        for (var hour = 0; hour < 24; hour++)
        {
            var air = climate.At(barn, 1, (day * DayMs) + (hour * HourMs) + (HourMs / 2));
            (thi[hour], temperature[hour]) = (CalculateThi(air.Temperature, air.Humidity), air.Temperature);
        }

        return (thi, temperature);
    });
}
