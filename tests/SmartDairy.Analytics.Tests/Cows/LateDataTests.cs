using CsCheck;
using SmartDairy.Analytics.Cows;
using Xunit;

namespace SmartDairy.Analytics.Tests.Cows;

public sealed class LateDataTests
{
    private static readonly CowProfile Profile = new(2, (OrdinaryCow.FirstHour - (60 * 24)) * 3_600_000, null, TimeSpan.Zero);

    [Fact]
    public void Data_up_to_six_days_late_in_any_order_give_the_same_findings_as_in_order()
        => Gen.Select(Gen.Int[1, 1_000], Gen.Int[1, 144], Gen.Int[0, 400]).Sample(
            (seed, late, onset) =>
            {
                var inputs = CreateInputs(seed, 300 + onset);
                var random = new Random(seed);
                var shuffled = inputs.Select(item => (item, order: item.Hour + (random.NextDouble() * late))).OrderBy(pair => pair.order)
                    .Select(pair => pair.item).ToList();

                var inOrder = Feed(inputs, every: 1);
                Assert.NotEmpty(inOrder);
                Assert.Equal(inOrder, Feed(shuffled, every: 10_000));
                Assert.Equal(inOrder.Select(WithoutKey).Order(), Feed(shuffled, every: 11).Select(WithoutKey).Order());
            },
            iter: 20);

    [Fact]
    public void Late_data_that_move_a_finding_keep_its_key_and_late_data_that_explain_it_retract_it()
    {
        var hours = new OrdinaryCow(3) { Activity = InHeat(2.8, 1), Appetite = InHeat(0.7, 1) }.Hours(620);
        var model = new CowModel(Profile);
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

        var retracted = Assert.Single(model.DrainFindings(), finding => finding.Kind == FindingKind.Estrus);
        Assert.Equal(key, retracted.Key);
        Assert.True(retracted.Retracted);

        foreach (var index in Enumerable.Range(498, 14))
        {
            model.Observe(hours[index]);
        }

        var restored = Assert.Single(model.DrainFindings(), finding => finding.Kind == FindingKind.Estrus);
        Assert.Equal(moved with { Reasons = [] }, restored with { Reasons = [] });
    }

    [Fact]
    public void A_saved_and_loaded_model_gives_the_same_findings()
    {
        var hours = new OrdinaryCow(3) { Activity = hour => hour is >= 500 and < 509 ? 2.5 : 1 }.Hours(700);
        var uninterrupted = new CowModel(Profile);
        var reloaded = new CowModel(Profile);
        for (var i = 0; i < hours.Count; i++)
        {
            uninterrupted.Observe(hours[i]);
            reloaded.Observe(hours[i]);
            Assert.Equal(uninterrupted.DrainFindings().Select(Plain), reloaded.DrainFindings().Select(Plain));
            if (i % 97 == 0 || i is > 500 and < 515)
            {
                var saved = reloaded.Save();
                Assert.InRange(saved.Length, 1, 64 * 1024);
                reloaded = CowModel.Load(Profile, saved)!;
            }
        }

        Assert.Equal(OrdinaryCow.FirstHour + 700, uninterrupted.ObservedUntilHour);
        Assert.Equal(uninterrupted.ObservedUntilHour, reloaded.ObservedUntilHour);
    }

    [Fact]
    public void A_model_of_another_version_or_truncated_is_not_loaded()
    {
        var saved = new CowModel(Profile).Save();
        Assert.NotNull(CowModel.Load(Profile, saved));
        Assert.Null(CowModel.Load(Profile, saved.AsSpan(0, saved.Length - 1)));
        Assert.Null(CowModel.Load(Profile, []));
        saved[0]++;
        Assert.Null(CowModel.Load(Profile, saved));
    }

    private static Func<int, double> InHeat(double then, double otherwise) => hour => hour is >= 500 and < 509 ? then : otherwise;

    private static List<(double Hour, Action<CowModel> Observe)> CreateInputs(int seed, int onset)
    {
        bool Sick(double hour) => hour >= onset && hour < onset + 90;
        var cow = new OrdinaryCow(seed)
        {
            Activity = hour => hour >= onset - 60 && hour < onset - 50 ? 2.6 : Sick(hour) ? 0.8 : 1,
            Appetite = hour => Sick(hour) ? 0.7 : 1,
        };
        var udder = new OrdinaryUdder(seed) { Conductivity = (number, quarter) => quarter == 2 && Sick(12 * number) ? 1.3 : 1 };
        var inputs = new List<(double Hour, Action<CowModel> Observe)>();
        foreach (var hour in cow.Hours(900))
        {
            inputs.Add((hour.Hour, model => model.Observe(hour)));
            inputs.Add(
                (hour.Hour + 0.1, model =>
                    model.Observe(new ClimateHour(hour.Hour, 60 + (14 * Math.Sin((hour.Hour - OrdinaryCow.FirstHour) / 60.0))))));
        }

        foreach (var milking in udder.Milkings(74))
        {
            inputs.Add((milking.End / 3_600_000.0, model => model.Observe(milking)));
        }

        var change = OrdinaryCow.FirstHour + onset + 100;
        inputs.Add((change, model => model.Observe(new LifeEvent(LifeEventKind.GroupChange, change * 3_600_000))));
        var collar = OrdinaryCow.FirstHour + 200;
        inputs.Add((collar, model => model.Observe(new LifeEvent(LifeEventKind.CollarChange, collar * 3_600_000))));
        return [.. inputs.OrderBy(item => item.Hour)];
    }

    private static List<string> Feed(IReadOnlyList<(double Hour, Action<CowModel> Observe)> inputs, int every)
    {
        var model = new CowModel(Profile);
        var found = new SortedDictionary<(FindingKind, int, long), Finding>();
        for (var i = 0; i < inputs.Count; i++)
        {
            inputs[i].Observe(model);
            if (i % every == every - 1 || i == inputs.Count - 1)
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

    private static string WithoutKey(string finding)
        => finding.Remove(finding.IndexOf("Key", StringComparison.Ordinal),
            finding.IndexOf("Start", StringComparison.Ordinal) - finding.IndexOf("Key", StringComparison.Ordinal));
}
