using CsCheck;
using SmartDairy.Analytics.Cows;
using Xunit;

namespace SmartDairy.Analytics.Tests.Cows;

public sealed class LateDataTests
{
    private static readonly CowProfile Facts = new(2, (OrdinaryCow.FirstHour - (60 * 24)) * 3_600_000, null, TimeSpan.Zero);

    [Fact]
    public void What_comes_up_to_six_days_late_in_any_order_gives_what_it_gives_in_order()
        => Gen.Select(Gen.Int[1, 1_000], Gen.Int[1, 144], Gen.Int[0, 400]).Sample(
            (seed, late, onset) =>
            {
                var told = Story(seed, 300 + onset);
                var random = new Random(seed);
                var shuffled = told.Select(item => (item, order: item.Hour + (random.NextDouble() * late))).OrderBy(pair => pair.order).Select(pair => pair.item).ToList();

                var inOrder = Feed(told, every: 1);
                Assert.NotEmpty(inOrder);
                Assert.Equal(inOrder, Feed(shuffled, every: 10_000));
                Assert.Equal(inOrder.Select(WithoutKey).Order(), Feed(shuffled, every: 11).Select(WithoutKey).Order());
            },
            iter: 20);

    [Fact]
    public void A_finding_that_late_data_moves_keeps_its_key_and_one_that_they_explain_is_taken_back()
    {
        var hours = new OrdinaryCow(3) { Activity = InHeat(2.8, 1), Appetite = InHeat(0.7, 1) }.Hours(620);
        var model = new CowModel(Facts);
        var heats = new List<Finding>();
        foreach (var hour in hours.Where((_, index) => index is < 498 or > 502))
        {
            model.Observe(hour);
            heats.AddRange(model.DrainFindings().Where(finding => finding.Kind == FindingKind.Estrus));
        }

        var key = Assert.Single(heats.Select(finding => finding.Key).Distinct());
        foreach (var index in new[] { 500, 498, 502, 501, 499 })
        {
            model.Observe(hours[index]);
        }

        var moved = Assert.Single(model.DrainFindings(), finding => finding.Kind == FindingKind.Estrus);
        Assert.Equal(key, moved.Key);
        Assert.True(moved.StartedAt < key);
        Assert.True(moved.DetectedAt < heats[^1].DetectedAt);
        Assert.Empty(model.DrainFindings());

        foreach (var hour in hours.Where((_, index) => index is >= 498 and < 512))
        {
            var before = hours[(int)(hour.Hour - OrdinaryCow.FirstHour) - 240];
            model.Observe(before with { Hour = hour.Hour });
        }

        var gone = Assert.Single(model.DrainFindings(), finding => finding.Kind == FindingKind.Estrus);
        Assert.Equal(key, gone.Key);
        Assert.True(gone.Retracted);

        foreach (var index in Enumerable.Range(498, 14))
        {
            model.Observe(hours[index]);
        }

        var back = Assert.Single(model.DrainFindings(), finding => finding.Kind == FindingKind.Estrus);
        Assert.Equal(moved with { Reasons = [] }, back with { Reasons = [] });
    }

    [Fact]
    public void Saved_and_loaded_she_goes_on_as_if_nothing_had_been()
    {
        var hours = new OrdinaryCow(3) { Activity = hour => hour is >= 500 and < 509 ? 2.5 : 1 }.Hours(700);
        var straight = new CowModel(Facts);
        var broken = new CowModel(Facts);
        for (var i = 0; i < hours.Count; i++)
        {
            straight.Observe(hours[i]);
            broken.Observe(hours[i]);
            Assert.Equal(straight.DrainFindings().Select(Plain), broken.DrainFindings().Select(Plain));
            if (i % 97 == 0 || i is > 500 and < 515)
            {
                var saved = broken.Save();
                Assert.InRange(saved.Length, 1, 64 * 1024);
                broken = CowModel.Load(Facts, saved)!;
            }
        }

        Assert.Equal(OrdinaryCow.FirstHour + 700, straight.ObservedUntilHour);
        Assert.Equal(straight.ObservedUntilHour, broken.ObservedUntilHour);
    }

    [Fact]
    public void What_another_version_saved_or_what_is_cut_off_is_not_loaded()
    {
        var saved = new CowModel(Facts).Save();
        Assert.NotNull(CowModel.Load(Facts, saved));
        Assert.Null(CowModel.Load(Facts, saved.AsSpan(0, saved.Length - 1)));
        Assert.Null(CowModel.Load(Facts, []));
        saved[0]++;
        Assert.Null(CowModel.Load(Facts, saved));
    }

    private static Func<int, double> InHeat(double then, double otherwise) => hour => hour is >= 500 and < 509 ? then : otherwise;

    private static List<(double Hour, Action<CowModel> Tell)> Story(int seed, int onset)
    {
        bool Sick(double hour) => hour >= onset && hour < onset + 90;
        var cow = new OrdinaryCow(seed)
        {
            Activity = hour => hour >= onset - 60 && hour < onset - 50 ? 2.6 : Sick(hour) ? 0.8 : 1,
            Appetite = hour => Sick(hour) ? 0.7 : 1,
        };
        var udder = new OrdinaryUdder(seed) { Conductivity = (number, quarter) => quarter == 2 && Sick(12 * number) ? 1.3 : 1 };
        var told = new List<(double Hour, Action<CowModel> Tell)>();
        foreach (var hour in cow.Hours(900))
        {
            told.Add((hour.Hour, model => model.Observe(hour)));
            told.Add((hour.Hour + 0.1, model => model.Observe(new ClimateHour(hour.Hour, 60 + (14 * Math.Sin((hour.Hour - OrdinaryCow.FirstHour) / 60.0))))));
        }

        foreach (var milking in udder.Milkings(74))
        {
            told.Add((milking.End / 3_600_000.0, model => model.Observe(milking)));
        }

        var change = OrdinaryCow.FirstHour + onset + 100;
        told.Add((change, model => model.Observe(new LifeEvent(LifeEventKind.GroupChange, change * 3_600_000))));
        var collar = OrdinaryCow.FirstHour + 200;
        told.Add((collar, model => model.Observe(new LifeEvent(LifeEventKind.CollarChange, collar * 3_600_000))));
        return [.. told.OrderBy(item => item.Hour)];
    }

    private static List<string> Feed(IReadOnlyList<(double Hour, Action<CowModel> Tell)> told, int every)
    {
        var model = new CowModel(Facts);
        var found = new SortedDictionary<(FindingKind, int, long), Finding>();
        for (var i = 0; i < told.Count; i++)
        {
            told[i].Tell(model);
            if (i % every == every - 1 || i == told.Count - 1)
            {
                foreach (var finding in model.DrainFindings())
                {
                    found[(finding.Kind, finding.Quarter ?? -1, finding.Key)] = finding;
                }
            }
        }

        return [.. found.Values.Where(finding => !finding.Retracted).Select(Plain)];
    }

    private static string Plain(Finding finding)
        => $"{finding with { Reasons = [] }} {string.Join(" ", finding.Reasons.Select(reason => $"{reason.Code} {reason.Value:R} {reason.Usual:R} {reason.Text}"))}";

    private static string WithoutKey(string finding) => finding.Remove(finding.IndexOf("Key", StringComparison.Ordinal), finding.IndexOf("Start", StringComparison.Ordinal) - finding.IndexOf("Key", StringComparison.Ordinal));
}
