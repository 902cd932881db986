using SmartDairy.Contracts.Farms;
using SmartDairy.Simulator.Biology.Episodes;
using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Simulator.Biology;

/// <summary>
/// Simulates a cow's behaviour hour by hour. Not safe for concurrent use: the model reuses its buffers, so each pass over time needs its
/// own.
/// </summary>
internal sealed class BehaviourModel(HerdParameters parameters, HerdEnvironment environment)
{
    private const long HourMs = 3_600_000;
    private const int MaxHoursPerDay = 25;
    private readonly double[] _lnRhythm = [.. parameters.Cows.ActivityByHour.Select(share => Math.Log(Math.Max(0.05, share)))];
    private readonly double[] _ruminating = Shares(parameters.Cows.RuminationByHour);
    private readonly double[] _feeding = Shares(parameters.Cows.EatingByHour);
    private readonly List<CowEpisode> _episodes = [];

    /// <summary>Fills in the hours of a farm day, at most 25.</summary>
    public void SimulateDay(SimulatedCow cow, FarmDay day, Span<BehaviourHour> hours)
    {
        var cows = parameters.Cows;
        var noise = parameters.Noise;
        cow.CollectEpisodes(day.Start, day.End, _episodes);
        var own = cow.RandomSource.Derive(3, 0);
        var habits = cow.RandomSource.Derive(4, 0);
        var today = cow.RandomSource.Derive(5, day.Date.DayNumber);
        var activityOfDay = cow.LogMeanActivity + (noise * cows.DailyActivityNoise * today.Normal(0));
        var ruminationOfDay = cow.RuminationMinutes * Math.Max(0.3, 1 + (noise * cows.DailyRuminationNoise * today.Normal(1)));
        var eatingOfDay = cow.EatingMinutes * Math.Max(0.3, 1 + (noise * cows.DailyEatingNoise * today.Normal(2)));
        var warmth = cow.Temperature + (noise * cows.DailyTemperatureNoise * today.Normal(3));
        for (var hour = 0; hour < MaxHoursPerDay; hour++)
        {
            var start = day.Start + (hour * HourMs);
            if (start >= day.End)
            {
                break;
            }

            var middle = start + (HourMs / 2);
            var clock = Math.Min(hour, 23);
            var index = Math.DivRem(start, HourMs).Quotient;
            var barn = environment.DayAt(cow.Barn, middle);
            var utcHour = (int)(((index % 24) + 24) % 24);
            var effects = Around(barn, utcHour, cow, middle);

            var activity = Math.Exp(
                activityOfDay + _lnRhythm[clock] + (cows.RhythmSpread * habits.Normal(clock))
                + (noise * cows.HourlyActivityNoise * own.Normal(index * 3)) + effects.LogActivityShift);
            var rumination = Math.Clamp(
                ruminationOfDay * _ruminating[clock] * effects.RuminationFactor * (1
                + (noise * cows.HourlyRuminationNoise * own.Normal((index * 3) + 1))), 0, 50);
            var eating = Math.Clamp(
                eatingOfDay * _feeding[clock] * effects.EatingFactor * (1
                + (noise * cows.HourlyEatingNoise * own.Normal((index * 3) + 2))), 0, 55 - rumination);
            var resting = (60 - rumination - eating) * Math.Clamp(0.8 * effects.LyingFactor, 0, 0.97);
            var temperature = warmth + (cows.TemperatureSwing * Math.Sin((clock - 12) / 24.0 * 2 * Math.PI)) + effects.TemperatureShift;
            hours[hour] = new BehaviourHour(activity, rumination, eating, resting, temperature);
        }
    }

    private EpisodeEffects Around(BarnDayEffects barn, int hour, SimulatedCow cow, long at)
    {
        var heat = parameters.HeatStress;
        var load = Math.Max(0, barn.MeanThi[hour] - heat.Threshold) * cow.HeatStressFactor;
        var hot = Math.Max(0, barn.Thi[hour] - heat.Threshold) * cow.HeatStressFactor;
        var effects = new EpisodeEffects
        {
            LogActivityShift = barn.LogActivityShift[hour],
            RuminationFactor = barn.RuminationFactor[hour] * Math.Max(0.2, 1 - (heat.RuminationLoss * load)),
            LyingFactor = Math.Max(0.2, 1 - (heat.LyingLoss * hot)),
            TemperatureShift = heat.TemperatureRise * hot,
        };
        foreach (var episode in _episodes)
        {
            if (at >= episode.Start && at < episode.End)
            {
                episode.Act(at, ref effects);
            }
        }

        return effects;
    }

    private static double[] Shares(double[] weights)
    {
        var sum = weights.Sum();
        return [.. weights.Select(weight => sum > 0 ? weight / sum : 1.0 / weights.Length)];
    }
}
