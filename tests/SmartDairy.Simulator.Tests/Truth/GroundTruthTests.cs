using SmartDairy.Contracts.Animals;
using SmartDairy.Simulator.Truth;
using Xunit;

namespace SmartDairy.Simulator.Tests.Truth;

/// <summary>A simulated herd matches the literature on average.</summary>
public sealed class GroundTruthTests(GroundTruthFixture year) : IClassFixture<GroundTruthFixture>
{
    private const double HourMs = 3_600_000;
    private const double DayMs = 86_400_000;

    [Fact]
    public void Duration_and_activity_of_estrus_match_Løvendahl_and_Chagunda()
    {
        var visible = year.Of(TruthKind.Estrus).Where(estrus => estrus.IsVisible).ToList();
        Assert.True(visible.Count > 1000);
        Assert.InRange(visible.Average(estrus => (estrus.End - estrus.Start) / HourMs), 7.7, 8.5);
        Assert.InRange(visible.Average(estrus => estrus.Strength), 0.98, 1.08);
        Assert.InRange(visible.Count(estrus => estrus.Strength < 0.7) / (double)visible.Count, 0.05, 0.3);
        Assert.InRange(visible.Count(estrus => (estrus.End - estrus.Start) / HourMs < 5) / (double)visible.Count, 0.05, 0.3);
        Assert.InRange(year.Of(TruthKind.Estrus).Count(estrus => !estrus.IsVisible) / (double)visible.Count, 0.01, 0.08);
    }

    [Fact]
    public void Estrous_cycles_last_three_weeks_with_a_standard_deviation_of_four_days()
    {
        var gaps = year.Of(TruthKind.Estrus).GroupBy(estrus => estrus.SubjectId)
            .SelectMany(cow => cow.Zip(cow.Skip(1), (entry, next) => (next.Start - entry.Start) / DayMs)).Where(days => days < 50).ToList();
        var mean = gaps.Average();
        Assert.InRange(mean, 20.5, 22.5);
        Assert.InRange(Math.Sqrt(gaps.Average(days => (days - mean) * (days - mean))), 3, 5.5);
    }

    [Fact]
    public void Rates_of_illness_match_the_parameters()
    {
        Assert.InRange(year.Rate(TruthKind.Mastitis), 0.25, 0.42);
        Assert.InRange(year.Rate(TruthKind.SubclinicalMastitis), 0.7, 1.3);
        Assert.InRange(year.Rate(TruthKind.Ketosis), 0.05, 0.13);
        Assert.InRange(year.Rate(TruthKind.DisplacedAbomasum), 0.01, 0.06);
        Assert.InRange(year.Rate(TruthKind.Metritis), 0.05, 0.13);
        Assert.InRange(year.Rate(TruthKind.Lameness), 0.15, 0.35);
        Assert.InRange(year.Rate(TruthKind.Calving), 0.75, 1.1);
        Assert.InRange(year.Rate(TruthKind.CollarLoose), 0.08, 0.24);
        var severities = year.Of(TruthKind.Mastitis).CountBy(entry => entry.Severity).ToDictionary();
        Assert.True(severities[TruthSeverity.Mild] > severities[TruthSeverity.Severe]);
        Assert.All(year.Of(TruthKind.Mastitis), entry => Assert.NotNull(entry.Quarter));
    }

    [Fact]
    public void Recognition_lies_within_the_event() =>
        Assert.All(
            year.Truth.Where(entry => entry.RecognisedAt is not null),
            entry => Assert.InRange(entry.RecognisedAt!.Value, entry.Start, entry.End));

    [Fact]
    public void A_span_has_all_events_that_overlap_it()
    {
        var middle = GroundTruthFixture.From.AddDays(100);
        var week = year.Herd.Truth(middle, middle.AddDays(7));
        var (from, to) = (middle.ToUnixTimeMilliseconds(), middle.AddDays(7).ToUnixTimeMilliseconds());
        Assert.Equal(year.Truth.Where(entry => entry.Start < to && entry.End > from), week);
        Assert.Equal(week, SimulatedHerd.Create(year.Herd.Options).Truth(middle, middle.AddDays(7)));
        Assert.Empty(year.Herd.Truth(middle, middle));
    }

    [Fact]
    public void Events_are_recorded_after_the_fact_and_inseminations_follow_visible_heats()
    {
        var events = year.Herd.RecordedEvents(GroundTruthFixture.From, GroundTruthFixture.To);
        Assert.Equal(events.Select(recorded => recorded.RecordedAt).Order(), events.Select(recorded => recorded.RecordedAt));
        Assert.All(events, recorded => Assert.InRange(recorded.RecordedAt - recorded.Time, 1, 2 * (long)DayMs));
        Assert.Equal(events.Count, events.Select(recorded => recorded.Id).Distinct().Count());

        var estrus = year.Of(TruthKind.Estrus).ToLookup(entry => entry.SubjectId);
        var first = GroundTruthFixture.From.AddDays(3).ToUnixTimeMilliseconds();
        var inseminations = events.Where(recorded => recorded.Kind == AnimalEventKind.Insemination && recorded.Time > first).ToList();
        Assert.True(inseminations.Count > 300);
        Assert.All(inseminations, recorded =>
            Assert.Contains(estrus[recorded.AnimalId], entry => recorded.Time - entry.Start is > 0 and < 30 * (long)HourMs));
        // Many heats are missed, so inseminations do not reveal all heats.
        Assert.True(inseminations.Count < 0.6 * year.Of(TruthKind.Estrus).Count());
    }

    [Fact]
    public void About_90_percent_of_group_changes_and_trimmings_are_recorded()
    {
        foreach (var (truth, recorded) in new[] { (TruthKind.GroupChange, AnimalEventKind.GroupChange),
            (TruthKind.HoofTrimming, AnimalEventKind.HoofTrimming) })
        {
            var all = year.Of(truth).ToList();
            Assert.InRange(all.Count(entry => entry.IsRecorded) / (double)all.Count, 0.85, 0.95);
            var events = year.Herd.RecordedEvents(GroundTruthFixture.From, GroundTruthFixture.To).Where(entry => entry.Kind == recorded)
                .ToLookup(entry => entry.AnimalId);
            Assert.All(
                all.Where(entry => entry.IsRecorded && entry.Start > GroundTruthFixture.From.ToUnixTimeMilliseconds()
                && entry.End < GroundTruthFixture.To.ToUnixTimeMilliseconds()),
                entry => Assert.Contains(events[entry.SubjectId], e => Math.Abs(e.Time - entry.Start) < 1000));
        }
    }

    [Fact]
    public void A_recorded_calving_starts_the_registered_lactation()
    {
        var recorded = year.Herd.RecordedEvents(GroundTruthFixture.From, GroundTruthFixture.To)
            .Where(e => e.Kind == AnimalEventKind.Calving).Take(50);
        var cows = year.Herd.Cows.ToDictionary(cow => cow.Id);
        Assert.All(recorded, e =>
        {
            var cow = cows[e.AnimalId];
            Assert.InRange(cow.CalvedAt(e.RecordedAt) - e.Time, 0, 1000);
            Assert.Equal(cow.Parity(e.Time - 1000) + 1, cow.Parity(e.RecordedAt));
        });
    }

    [Fact]
    public void Heifers_give_no_milk_and_become_cows()
    {
        var herd =
            SimulatedHerd.Create(new SimulatedHerdOptions
            { Cows = 30, Parameters = SmartDairy.Simulator.Parameters.HerdParameters.Parse("""{ "cows": { "parities": [0, 0, 0] } }""") });
        var start = herd.Options.Start;
        Assert.All(herd.Animals(start), animal => Assert.Equal(0, animal.Lactation));
        Assert.All(herd.Animals(start), animal => Assert.Null(animal.CalvedAt));
        Assert.DoesNotContain(herd.Messages(start, start.AddDays(1)), message => message.Kind == MessageKind.MilkingData);
        Assert.All(herd.Animals(start.AddDays(800)), animal => Assert.InRange(animal.Lactation!.Value, 1, 2));
    }
}
