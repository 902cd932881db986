using CsCheck;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Grains.Alerts;
using static SmartDairy.Grains.Tests.Alerts.TestRuleReports;

namespace SmartDairy.Grains.Tests.Alerts;

public sealed class AlertTimelineTests
{
    [Fact]
    public void What_is_in_order_opens_and_ends()
    {
        var timeline = new AlertTimeline(Key, []);
        var opened = timeline.Apply(Report(null, Opened(100)));
        Assert.Single(opened.Opened);
        Assert.NotNull(timeline.Open);
        var cleared = timeline.Apply(Report(null, Cleared(200)));
        Assert.Single(cleared.Cleared);
        Assert.Equal([(100, 200)], timeline.Spans());
        Assert.Equal(2, timeline.Alerts[0].Revision);
    }

    [Fact]
    public void The_same_report_twice_changes_nothing_the_second_time()
    {
        var timeline = new AlertTimeline(Key, []);
        timeline.Apply(Report(null, Opened(100)));
        Assert.True(timeline.Apply(Report(null, Opened(100))).IsEmpty);
        timeline.Apply(Report(null, Cleared(200)));
        Assert.True(timeline.Apply(Report(null, Opened(100), Cleared(200))).IsEmpty);
    }

    [Fact]
    public void Late_data_moves_the_beginning_and_tells_nobody()
    {
        var timeline = new AlertTimeline(Key, []);
        timeline.Apply(Report(null, Opened(100)));
        var id = timeline.Alerts[0].Id;
        var change = timeline.Apply(Report(50, Opened(60)));
        Assert.Equal([(60, null)], timeline.Spans());
        Assert.Equal(id, timeline.Alerts[0].Id);
        Assert.Empty(change.Opened);
        Assert.Equal([AlertEventKind.Corrected], change.Events.Select(one => one.Kind));
    }

    [Fact]
    public void What_never_was_is_retracted_and_can_come_back()
    {
        var timeline = new AlertTimeline(Key, []);
        timeline.Apply(Report(null, Opened(100)));
        var change = timeline.Apply(Report(50));
        Assert.Empty(timeline.Spans());
        Assert.Equal([AlertEventKind.Retracted], change.Events.Select(one => one.Kind));
        Assert.True(change.Alerts[0].Retracted);
        var again = timeline.Apply(Report(50, Opened(100)));
        Assert.Equal([(100, null)], timeline.Spans());
        Assert.Equal(3, again.Alerts[0].Revision);
    }

    [Fact]
    public void What_is_over_when_it_becomes_known_is_told_to_nobody()
    {
        var timeline = new AlertTimeline(Key, []);
        var change = timeline.Apply(Report(50, Opened(100), Cleared(200)));
        Assert.Empty(change.Opened);
        Assert.Empty(change.Cleared);
        Assert.Equal([(100, 200)], timeline.Spans());
    }

    [Fact]
    public void An_alert_that_a_user_ended_stays_ended_while_its_cause_goes_on()
    {
        var timeline = new AlertTimeline(Key, []);
        timeline.Apply(Report(null, Opened(100)));
        var alert = timeline.Alerts[0];
        timeline.Accept([alert with { State = AlertState.Cleared, ClearedAt = 150, ClearedBy = "anna", Revision = 2 }]);
        var change = timeline.Apply(Report(null, Cleared(300)));
        Assert.Empty(change.Cleared);
        Assert.Equal(150, timeline.Alerts[0].ClearedAt);
        Assert.Equal(300, timeline.Alerts[0].ConditionEndedAt);
    }

    [Fact]
    public void An_end_that_was_wrong_is_taken_back()
    {
        var timeline = new AlertTimeline(Key, []);
        timeline.Apply(Report(null, Opened(100)));
        timeline.Apply(Report(null, Cleared(200)));
        timeline.Apply(Report(150));
        Assert.Equal([(100, null)], timeline.Spans());
        Assert.Equal(AlertState.Open, timeline.Alerts[0].State);
    }

    [Fact]
    public void Two_become_one_and_one_becomes_two()
    {
        var timeline = new AlertTimeline(Key, []);
        timeline.Apply(Report(null, Opened(100), Cleared(200), Opened(300), Cleared(400)));
        timeline.Apply(Report(100, Opened(100), Cleared(400)));
        Assert.Equal([(100, 400)], timeline.Spans());
        timeline.Apply(Report(100, Opened(100), Cleared(200), Opened(300), Cleared(400)));
        Assert.Equal([(100, 200), (300, 400)], timeline.Spans());
    }

    /// <summary>However often it is corrected: what stands is what the last word on each time said, and never two at once.</summary>
    [Fact]
    public void Corrections_end_where_the_truth_is()
    {
        var history = Gen.Select(Gen.Long[1, 40], Gen.Long[1, 30], (gap, length) => (gap, length)).List[0, 6];
        Gen.Select(history.List[1, 5], Gen.Long[0, 200].List[5]).Sample((truths, cuts) =>
        {
            var timeline = new AlertTimeline(Key, []);
            List<(long From, long To)> known = [];
            for (var i = 0; i < truths.Count; i++)
            {
                // Until the cut what was known stays, from there on it is as this truth says.
                var cut = i == 0 ? 0 : cuts[i % cuts.Count];
                known = Merge(known, Times(truths[i]), cut);
                var outcomes = new List<RuleOutcome>();
                foreach (var (from, to) in known)
                {
                    if (from >= cut)
                    {
                        outcomes.Add(Opened(from));
                    }

                    if (to >= cut)
                    {
                        outcomes.Add(Cleared(to));
                    }
                }

                timeline.Apply(Report(cut, [.. outcomes]));
                Assert.Equal(known.Select(span => (span.From, (long?)span.To)), timeline.Spans());
                Assert.True(timeline.Alerts.Count(alert => alert.State != AlertState.Cleared) <= 1);
            }
        });
    }

    private static List<(long From, long To)> Times(List<(long Gap, long Length)> steps)
    {
        var spans = new List<(long, long)>();
        var time = 0L;
        foreach (var (gap, length) in steps)
        {
            spans.Add((time + gap, time + gap + length));
            time += gap + length;
        }

        return spans;
    }

    private static List<(long From, long To)> Merge(List<(long From, long To)> before, List<(long From, long To)> after, long cut)
    {
        var merged = new List<(long From, long To)>();
        foreach (var (from, to) in before)
        {
            if (from < cut)
            {
                merged.Add((from, to < cut ? to : after.Where(span => span.To >= cut).Select(span => span.To).DefaultIfEmpty(cut).First()));
            }
        }

        var free = merged.Count == 0 ? long.MinValue : merged[^1].To;
        merged.AddRange(after.Where(span => span.From >= cut && span.From > free));
        return merged;
    }
}
