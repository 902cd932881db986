using System.Text.Json;
using SmartDairy.Contracts.Milking;
using SmartDairy.Simulator.Parameters;
using SmartDairy.Simulator.Truth;
using Xunit;

namespace SmartDairy.Simulator.Tests.Truth;

/// <summary>Milk meter messages follow from the ground truth.</summary>
public sealed class MilkGroundTruthTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Conductivity_of_a_sick_quarter_matches_its_ground_truth()
    {
        var parameters = HerdParameters.Parse("""{ "mastitis": { "casesPerYear": 2 } }""");
        var herd =
            SimulatedHerd.Create(new SimulatedHerdOptions
            { Cows = 80, Seed = 3, Parameters = parameters, Families = MessageFamilies.Milking });
        var truth = herd.Truth(Start, Start.AddDays(60)).Where(mastitis => mastitis.Kind == TruthKind.Mastitis)
            .ToLookup(mastitis => mastitis.SubjectId);
        var (sick, healthy) = (new List<double>(), new List<double>());
        foreach (var message in herd.Messages(Start, Start.AddDays(60)).Where(message => message.Kind == MessageKind.MilkingData))
        {
            var json = message.Json();
            var quarters = json.GetProperty("milk_data").GetProperty("quarters").EnumerateArray().ToArray();
            Assert.Equal(["LF", "RF", "LR", "RR"], quarters.Select(quarter => quarter.GetProperty("quarter").GetString()));
            Assert.Equal(json.Number("milk_data", "total_volume_liters"), quarters.Sum(quarter => quarter.Number("volume_liters")), 0.06);
            var cases = truth[json.GetProperty("animal_id").GetString()!].ToList();
            var mastitis =
                cases.Find(mastitis => message.EventTime >= mastitis.RecognisedAt
                && message.EventTime < mastitis.RecognisedAt + 86_400_000);
            if (mastitis is not null)
            {
                sick.Add(Ratio(quarters, mastitis.Quarter!.Value) / mastitis.Strength);
            }
            else if (!cases.Exists(mastitis => message.EventTime >= mastitis.Start && message.EventTime < mastitis.End))
            {
                healthy.Add(Ratio(quarters, Quarter.LF));
            }
        }

        Assert.True(sick.Count > 30);
        // Relative to the peak of the ground truth, which is nearly or only briefly reached.
        Assert.InRange(sick.Average(), 0.88, 1.06);
        Assert.InRange(healthy.Average(), 0.95, 1.05);
    }

    [Fact]
    public void Herds_differ_in_conductivity_by_their_parameter()
    {
        static double Mean(string level) => Milk(SimulatedHerd.Create(new SimulatedHerdOptions
        {
            Cows = 60,
            Parameters = HerdParameters.Parse($$"""{ "conductivity": { "herdMean": {{level}} } }"""),
            Families = MessageFamilies.Milking,
        })).Average(json => json.Number("milk_data", "conductivity_ms_cm"));

        Assert.Equal(1.9, Mean("6.5") - Mean("4.6"), 0.25);
        Assert.InRange(Mean("4.6"), 4.6, 5.1);
    }

    [Fact]
    public void Herd_yield_matches_the_lactation_curves()
    {
        var herd = SimulatedHerd.Create(new SimulatedHerdOptions { Cows = 300, Seed = 4, Stalls = 30, Families = MessageFamilies.Milking });
        var litres = Milk(herd).Sum(json => json.Number("milk_data", "total_volume_liters"));
        var at = Start.AddHours(12).ToUnixTimeMilliseconds();
        var expected = herd.Cows.Where(cow => !cow.IsDry(at))
            .Sum(cow => SmartDairy.Simulator.Biology.LactationCurve.DailyYield(cow.Parity(at), (at - cow.CalvedAt(at)) / 86_400_000.0));
        Assert.InRange(litres * 1.03 / expected, 0.93, 1.07);
    }

    [Fact]
    public void Running_totals_grow_to_the_total_and_are_numbered_consecutively()
    {
        var herd =
            SimulatedHerd.Create(new SimulatedHerdOptions
            { Cows = 20, RunningTotals = 4, QuarterLevelMeters = false, Families = MessageFamilies.Milking });
        var sessions = herd.Messages(Start, Start.AddDays(1)).Select(message => (message, Json: message.Json()))
            .GroupBy(pair => pair.Json.GetProperty("session_id").GetString()).ToList();
        Assert.NotEmpty(sessions);
        Assert.All(sessions, session =>
        {
            var messages = session.OrderBy(pair => pair.Json.GetProperty("seq").GetInt64()).ToList();
            Assert.Equal(7, messages.Count);
            Assert.Equal(6, messages[^1].Json.GetProperty("seq").GetInt64() - messages[0].Json.GetProperty("seq").GetInt64());
            Assert.Equal(messages.Select(pair => pair.message.EventTime).Order(), messages.Select(pair => pair.message.EventTime));
            var totals = messages.Where(pair => pair.message.Kind == MessageKind.MilkingData)
                .Select(pair => pair.Json.Number("milk_data", "total_volume_liters")).ToList();
            Assert.Equal(totals.Order(), totals);
            Assert.True(totals[0] < totals[^1]);
            Assert.False(messages[^2].Json.GetProperty("milk_data").TryGetProperty("quarters", out _));
        });
    }

    private static IEnumerable<JsonElement> Milk(SimulatedHerd herd) =>
        herd.Messages(Start, Start.AddDays(1)).Where(message => message.Kind == MessageKind.MilkingData).Select(MessageJson.Json);

    private static double Ratio(JsonElement[] quarters, Quarter quarter) => quarters[(int)quarter].Number("conductivity_ms_cm")
        / quarters.Where((_, index) => index != (int)quarter).Select(other => other.Number("conductivity_ms_cm")).Order().ElementAt(1);
}
