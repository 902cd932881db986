using SmartDairy.Simulator.Parameters;
using SmartDairy.Simulator.Truth;
using Xunit;

namespace SmartDairy.Simulator.Tests.Truth;

/// <summary>Collar messages follow from the ground truth, with the figures of the literature.</summary>
public sealed class CollarGroundTruthTests
{
    private const long Hour = 3_600_000;
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly int Days = 60;

    [Fact]
    public void On_the_day_of_estrus_rumination_falls_by_17_percent_and_activity_rises()
    {
        var herd = SimulatedHerd.Create(new SimulatedHerdOptions { Cows = 150, Seed = 5, Families = MessageFamilies.Collars });
        var hours = Read(herd);
        var falls = new List<double>();
        var rises = new List<double>();
        foreach (var estrus in herd.Truth(Start.AddDays(9), Start.AddDays(Days - 2))
            .Where(entry => entry.Kind == TruthKind.Estrus && entry.IsVisible))
        {
            var cow = hours[estrus.SubjectId];
            var first = estrus.Start / Hour;
            falls.Add((Minutes(cow, first - 6) / Enumerable.Range(2, 6).Average(day => Minutes(cow, first - 6 - (24 * day)))) - 1);
            var end = (estrus.End / Hour) - 1;
            rises.AddRange(
                Between(first + 1, end).Where(hour => cow.ContainsKey(hour) && cow.ContainsKey(hour - 24) && cow.ContainsKey(hour - 48))
                .Select(hour =>
                    Math.Log(1 + cow[hour].Activity)
                    - ((Math.Log(1 + cow[hour - 24].Activity) + Math.Log(1 + cow[hour - 48].Activity)) / 2)));
        }

        falls.RemoveAll(double.IsNaN);
        falls.Sort();
        Assert.True(falls.Count > 50, $"{falls.Count}");
        Assert.InRange(falls.Average(), -0.2, -0.14);
        Assert.InRange(falls[0], -0.8, -0.35);
        Assert.InRange(falls[^1], 0.02, 0.45);
        Assert.InRange(rises.Average(), 0.85, 1.2);
    }

    [Fact]
    public void Cows_differ_in_activity_and_have_a_daily_rhythm()
    {
        var hours = Read(SimulatedHerd.Create(new SimulatedHerdOptions { Cows = 40, Seed = 6, Families = MessageFamilies.Collars }));
        var means = hours.Values.Select(cow => cow.Values.Average(hour => hour.Activity)).ToList();
        Assert.True(means.Max() > 1.8 * means.Min());
        var night = hours.Values.Average(cow => cow.Where(hour => hour.Key % 24 == 2).Average(hour => hour.Value.Activity));
        var milking = hours.Values.Average(cow => cow.Where(hour => hour.Key % 24 == 17).Average(hour => hour.Value.Activity));
        Assert.True(milking > 2 * night);
    }

    [Fact]
    public void A_swapped_collar_reports_its_wearer_and_a_lost_collar_is_still()
    {
        // Little noise and no other faults, so that each cow is identifiable by its activity.
        var parameters = HerdParameters.Parse(
            """
            { "noise": 0.1, "estrus": { "silent": 1, "silentFirst": 1 }, "cows": { "activitySpread": 0.6 },
              "collars": { "swapsPerYear": 8, "lostPerYear": 5, "loosePerYear": 0, "lostDays": { "least": 2 }, "missing": 0, "gapsPerYear": 0 },
              "disturbances": { "stormsPerYear": 0 } }
            """);
        var herd =
            SimulatedHerd.Create(new SimulatedHerdOptions
            { Cows = 24, Seed = 8, Parameters = parameters, Families = MessageFamilies.Collars });
        var hours = Read(herd);
        var truth = herd.Truth(Start, Start.AddDays(Days));
        var swaps = truth.Where(entry => entry.Kind == TruthKind.CollarSwapped).ToList();
        Assert.NotEmpty(swaps);
        var usual = hours.ToDictionary(cow => cow.Key, cow => Math.Log(Median(cow.Value
            .Where(hour =>
                !truth.Any(entry => entry.SubjectId.EndsWith(cow.Key, StringComparison.Ordinal) && hour.Key * Hour < entry.End
                && (hour.Key + 1) * Hour > entry.Start))
            .Select(hour => hour.Value.Activity))));
        // Cows with similar activity cannot be distinguished.
        swaps.RemoveAll(swap => Math.Abs(usual[swap.SubjectId[^8..]] - usual[swap.WearerId!]) < 0.5);
        Assert.True(swaps.Count > 5);
        var right = swaps.Count(swap =>
        {
            var cow = swap.SubjectId[^8..];
            var worn = hours[cow].Where(hour => hour.Key * Hour >= swap.Start + Hour && hour.Key * Hour < swap.End - Hour)
                .Select(hour => hour.Value.Activity).ToList();
            var seen = Math.Log(Median(worn));
            return worn.Count < 24 || Math.Abs(seen - usual[swap.WearerId!]) <= Math.Abs(seen - usual[cow]);
        });
        Assert.True(right >= 0.85 * swaps.Count, $"{right} of {swaps.Count}");

        var lost =
            truth.Where(entry => entry.Kind == TruthKind.CollarLost && entry.End > (Start + TimeSpan.FromDays(2)).ToUnixTimeMilliseconds())
            .ToList();
        Assert.NotEmpty(lost);
        Assert.All(lost, entry =>
        {
            var still =
                hours[entry.SubjectId[^8..]].Where(hour => hour.Key * Hour >= entry.Start + (2 * Hour)
                && hour.Key * Hour < entry.End - (2 * Hour));
            Assert.All(still, hour => Assert.InRange(hour.Value.Activity, 0, 1));
        });
    }

    [Fact]
    public void Twice_the_noise_doubles_the_variation_from_day_to_day()
    {
        double Restlessness(string noise)
        {
            var parameters =
                HerdParameters.Parse(
                    $$"""{ "noise": {{noise}}, "estrus": { "silent": 1, "silentFirst": 1 }, "disturbances": { "stormsPerYear": 0 } }""");
            var hours =
                Read(SimulatedHerd.Create(new SimulatedHerdOptions
                { Cows = 20, Seed = 9, Parameters = parameters, Families = MessageFamilies.Collars }));
            var steps =
                hours.Values.SelectMany(cow => cow.Keys.Where(hour => cow.ContainsKey(hour - 24))
                .Select(hour => Math.Log(1 + cow[hour].Activity) - Math.Log(1 + cow[hour - 24].Activity)));
            return Median(steps.Select(Math.Abs));
        }

        Assert.InRange(Restlessness("2") / Restlessness("1"), 1.7, 2.2);
    }

    [Fact]
    public void The_collars_own_heat_status_finds_some_heats_and_has_false_alarms()
    {
        var herd = SimulatedHerd.Create(new SimulatedHerdOptions { Cows = 150, Seed = 5, Families = MessageFamilies.Collars });
        var estrus = herd.Truth(Start, Start.AddDays(Days)).Where(entry => entry.Kind == TruthKind.Estrus && entry.IsVisible)
            .ToLookup(entry => entry.SubjectId);
        int inHeat = 0, detected = 0, wrong = 0;
        foreach (var message in herd.Messages(Start.AddDays(5), Start.AddDays(Days)))
        {
            var json = message.Json();
            var heat =
                estrus[json.GetProperty("animal_id").GetString()!].Any(entry => message.EventTime >= entry.Start + (4 * Hour)
                && message.EventTime < entry.End);
            var verdict = json.GetProperty("fertility_status").GetString() == "heat";
            inHeat += heat ? 1 : 0;
            detected += heat && verdict ? 1 : 0;
            wrong += !heat && verdict ? 1 : 0;
        }

        Assert.InRange(detected / (double)inHeat, 0.3, 0.95);
        Assert.True(wrong > 50);
    }

    private static IEnumerable<long> Between(long from, long to)
    {
        for (var hour = from; hour < to; hour++)
        {
            yield return hour;
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[sorted.Count / 2];
    }

    /// <summary>Rumination of 24 hours out of the cumulative minutes; NaN when too many are missing.</summary>
    private static double Minutes(Dictionary<long, (double Activity, double Rumination)> cow, long first)
    {
        var steps = Between(first, first + 24).Where(hour => cow.ContainsKey(hour) && cow.ContainsKey(hour - 1))
            .Select(hour => cow[hour].Rumination - cow[hour - 1].Rumination).Where(step => step >= 0).ToList();
        return steps.Count < 20 ? double.NaN : steps.Average() * 24;
    }

    private static Dictionary<string, Dictionary<long, (double Activity, double Rumination)>> Read(SimulatedHerd herd)
    {
        var hours = herd.Cows.ToDictionary(cow => cow.Id, _ => new Dictionary<long, (double, double)>());
        foreach (var message in herd.Messages(Start, Start.AddDays(Days)))
        {
            var json = message.Json();
            hours[json.GetProperty("animal_id").GetString()!][message.EventTime / Hour] =
                (json.Number("activity_score"), json.Number("rumination_minutes"));
        }

        return hours;
    }
}
