using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.History.Alerts;

namespace SmartDairy.Testing.Alerts;

public abstract partial class AlertStoreContract
{
    [Fact]
    public async Task Alerts_come_in_stable_pages_the_newest_first_without_those_retracted()
    {
        var all = new List<Alert>();
        for (var i = 0; i < 23; i++)
        {
            all.Add(await RaiseAsync(
                Raised($"R-{i % 4}", $"ENV-{i}", Start + (i / 3 * Minute), priority: (Priority)(i % 5), barn: i % 2 == 0 ? null : 4)));
        }

        await RaiseAsync(Raised("R-1", "ENV-1", Start + 1, farm: 8));
        await RaiseAsync(Raised("R-9", "ENV-9", Start + 9) with { Retracted = true });
        var expected = all.OrderByDescending(alert => alert.OpenedAt).ThenByDescending(alert => alert.Id, StringComparer.Ordinal).ToList();
        var any = new AlertQuery { FarmId = Farm };
        Assert.Equal(expected, await ReadAllPagesAsync(after => Alerts.ListAlertsAsync(any, 4, after, Cancellation), 23));

        // What opens meanwhile shifts no page.
        var first = await Alerts.ListAlertsAsync(any, 5, null, Cancellation);
        await RaiseAsync(Raised("R-77", "ENV-77", Start + Day));
        Assert.Equal(expected[5..10], (await Alerts.ListAlertsAsync(any, 5, first.Cursors[^1], Cancellation)).Items);
        await EndAsync(all[22], Start + Day);

        Task<List<Alert>> Of(AlertQuery query, int count)
            => ReadAllPagesAsync(after => Alerts.ListAlertsAsync(query, 2, after, Cancellation), count);
        Assert.Equal(all[22].Id, Assert.Single(await Of(any with { State = AlertState.Cleared }, 1)).Id);
        Assert.All(await Of(any with { MinPriority = Priority.High, To = Start + Day }, 10), alert =>
            Assert.True(alert.Priority <= Priority.High));
        Assert.Equal(all[5], Assert.Single(await Of(any with { SourceId = "ENV-5", RuleId = "R-1" }, 1)));
        Assert.Equal(6, (await Of(any with { RuleId = "R-1" }, 6)).Count);
        Assert.All(await Of(any with { BarnId = 4 }, 11), alert => Assert.Equal(4, alert.Source.BarnId));
        Assert.Equal(expected.Where(alert => alert.OpenedAt >= Start + (2 * Minute) && alert.OpenedAt < Start + (4 * Minute)),
            await Of(any with { From = Start + (2 * Minute), To = Start + (4 * Minute) }, 6));
        Assert.Empty(await Of(any with { FarmId = 123 }, 0));
        Assert.Equal(first.Items.Count, (await Alerts.ListAlertsAsync(any, 5, "nonsense", Cancellation)).Items.Count);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Alerts.ListAlertsAsync(any, 0, null, Cancellation));
    }

    [Fact]
    public async Task Open_held_and_due_alerts_are_listed()
    {
        var held = await RaiseAsync(Raised("R-1", "ENV-1", Start, barn: null) with { DueAt = Start + 30 });
        Assert.True(
            await Alerts.CommitAsync(
                Commit(held with { State = AlertState.Cleared, ClearedAt = 1, ClearedBy = "me", Revision = 2 }), Cancellation));
        var acknowledged = await RaiseAsync(Raised("R-2", "ENV-2", Start) with { State = AlertState.Acknowledged, DueAt = Start + 20 });
        await RaiseAsync(Raised("R-2", "ENV-1", Start, priority: Priority.Low) with { DueAt = Start + 10 });
        await RaiseAsync(Raised("R-2", "ENV-4", Start, priority: Priority.Low));
        await EndAsync(await RaiseAsync(Raised("R-3", "ENV-1", Start)), Start + 1);
        await RaiseAsync(Raised("R-4", "ENV-1", Start) with { Retracted = true });
        AlertKey Key(string rule, string source) => new(Farm, rule, source);
        Assert.Equal([Key("R-1", "ENV-1"), Key("R-2", "ENV-1"), Key("R-2", "ENV-2"), Key("R-2", "ENV-4")],
            await Alerts.ListOpenAlertsAsync(Farm, null, 10, Cancellation));
        Assert.Equal([Key("R-2", "ENV-1"), Key("R-2", "ENV-2")], await Alerts.ListOpenAlertsAsync(Farm, "R-2", 2, Cancellation));
        Assert.Equal([Key("R-2", "ENV-1"), Key("R-2", "ENV-2")], await Alerts.ListDueAlertsAsync(Farm, Start + 29, 10, Cancellation));
        Assert.Equal([Key("R-2", "ENV-1"), Key("R-2", "ENV-2"), Key("R-1", "ENV-1")],
            await Alerts.ListDueAlertsAsync(Farm, Start + 30, 10, Cancellation));
        Assert.Single(await Alerts.ListDueAlertsAsync(Farm, Start + 30, 1, Cancellation));
        Assert.Equal(
            [new(1, AlertState.Open, Priority.Low, 2), new(1, AlertState.Acknowledged, Priority.High, 1)],
            await Alerts.CountUnclearedAlertsAsync(Farm, Cancellation));
        Assert.Equal(acknowledged, await Alerts.FindAlertAsync(acknowledged.Id, Cancellation));
    }

    [Fact]
    public async Task The_alerts_of_a_rule_and_source_are_those_that_reach_beyond_a_time()
    {
        await EndAsync(await RaiseAsync(Raised("R-1", "ENV-1", Start)), Start + 10);
        var second = await EndAsync(await RaiseAsync(Raised("R-1", "ENV-1", Start + 20)), Start + 30);
        var retracted =
            await RaiseAsync(Raised("R-1", "ENV-1", Start + 35) with
            { Retracted = true, State = AlertState.Cleared, ClearedAt = 1, ConditionEndedAt = Start + 36 });
        var open = await RaiseAsync(Raised("R-1", "ENV-1", Start + 40));
        await RaiseAsync(Raised("R-1", "ENV-2", Start + 40));
        Assert.Equal([second, retracted, open], await Alerts.ListAlertsSinceAsync(Farm, "R-1", "ENV-1", Start + 30, Cancellation));
        Assert.Equal([open], await Alerts.ListAlertsSinceAsync(Farm, "R-1", "ENV-1", Start + Day, Cancellation));
        Assert.Equal(4, (await Alerts.ListAlertsSinceAsync(Farm, "R-1", "ENV-1", 0, Cancellation)).Count);
        Assert.Empty(await Alerts.ListAlertsSinceAsync(8, "R-1", "ENV-1", 0, Cancellation));
    }

    [Fact]
    public async Task A_rule_state_is_as_of_a_time_exclusive()
    {
        await EndAsync(await RaiseAsync(Raised("R-1", "ENV-1", Start - (40 * Day))), Start - (39 * Day));
        await EndAsync(await RaiseAsync(Raised("R-1", "ENV-1", Start - (32 * Day))), Start - (30 * Day));
        await EndAsync(await RaiseAsync(Raised("R-1", "ENV-1", Start)), Start + 10);
        await RaiseAsync(Raised("R-1", "ENV-1", Start + 15) with { Retracted = true });

        // A user ended it; the rule still holds it for open.
        var held = Raised("R-1", "ENV-1", Start + 20, priority: Priority.Critical);
        await RaiseAsync(held);
        Assert.True(
            await Alerts.CommitAsync(
                Commit(held with { State = AlertState.Cleared, ClearedAt = Start + 25, ClearedBy = "me", Revision = 2 }), Cancellation));
        await RaiseAsync(Raised("R-2", "ENV-1", Start + 5, priority: Priority.Low));
        await RaiseAsync(Raised("R-3", "ENV-2", Start));
        await RaiseAsync(Raised("R-4", "ENV-1", Start, farm: 8));

        await AssertRuleStatesAsync(Start, ("R-1", null, null, [], [Start - (30 * Day)]));
        await AssertRuleStatesAsync(Start + 1, ("R-1", Start, Priority.High, [Start], [Start - (30 * Day)]));
        await AssertRuleStatesAsync(
            Start + 10, ("R-1", Start, Priority.High, [Start], [Start - (30 * Day)]), ("R-2", Start + 5, Priority.Low, [Start + 5], []));
        await AssertRuleStatesAsync(
            Start + 11, ("R-1", null, null, [Start], [Start - (30 * Day), Start + 10]), ("R-2", Start + 5, Priority.Low, [Start + 5], []));
        await AssertRuleStatesAsync(
            Start + 50, ("R-1", Start + 20, Priority.Critical, [Start, Start + 20], [Start - (30 * Day), Start + 10]),
            ("R-2", Start + 5, Priority.Low, [Start + 5], []));
        await AssertRuleStatesAsync(
            Start - (31 * Day), ("R-1", Start - (32 * Day), Priority.High, [Start - (40 * Day), Start - (32 * Day)], [Start - (39 * Day)]));
        Assert.Empty(await Alerts.LoadRuleStatesAsync(Farm, "ENV-1", Start - (50 * Day), Cancellation));
    }

    [Fact]
    public async Task Deliveries_wait_until_they_are_due_and_are_replaced_by_their_id()
    {
        Assert.Null(await Alerts.FindNextDeliveryDueAtAsync(Farm, Cancellation));
        await Alerts.SaveDeliveriesAsync(
            [Delivery("D-3", 30, "ALT-1"), Delivery("D-1", 10, createdAt: Start + 1), Delivery("D-2", 20, "ALT-1"),
                Delivery("D-0", 5, farm: 8)], Cancellation);
        await Alerts.SaveDeliveriesAsync([], Cancellation);
        Assert.Equal(10, await Alerts.FindNextDeliveryDueAtAsync(Farm, Cancellation));
        Assert.Equal(["D-1", "D-2"], (await Alerts.ListDueDeliveriesAsync(Farm, 20, 10, Cancellation)).Select(row => row.Id));
        Assert.Equal(["D-1"], (await Alerts.ListDueDeliveriesAsync(Farm, 20, 1, Cancellation)).Select(row => row.Id));
        var sent = Delivery("D-1", 10) with
        {
            State = DeliveryState.Delivered,
            Attempts = 2,
            AttemptedAt = 3,
            DeliveredAt = 4,
            ProviderResponse = "250 ok",
            ProviderMessageId = "r-1"
        };
        await Alerts.SaveDeliveriesAsync([sent], Cancellation);
        Assert.Equal(sent, await Alerts.FindDeliveryAsync(Farm, "D-1", Cancellation));
        Assert.Equal(20, await Alerts.FindNextDeliveryDueAtAsync(Farm, Cancellation));

        // Planned once more by a commit: it stays what it became.
        Assert.True(
            await Alerts.CommitAsync(new AlertCommit
            { Key = new(Farm, "R-1", "ENV-1"), Deliveries = [Delivery("D-1", 77), Delivery("D-4", 77)] }, Cancellation));
        Assert.Equal(sent, await Alerts.FindDeliveryAsync(Farm, "D-1", Cancellation));
        Assert.Equal(["D-4", "D-3", "D-2", "D-1"],
            (await ReadAllPagesAsync(after => Alerts.ListDeliveriesAsync(Farm, null, null, 2, after, Cancellation), 4)).Select(
                row => row.Id));
        Assert.Equal(["D-1"],
            (await ReadAllPagesAsync(after => Alerts.ListDeliveriesAsync(Farm, DeliveryState.Delivered, null, 2, after, Cancellation),
                1)).Select(row => row.Id));
        Assert.Equal(["D-3", "D-2"],
            (await ReadAllPagesAsync(after => Alerts.ListDeliveriesAsync(Farm, DeliveryState.Pending, "ALT-1", 1, after, Cancellation),
                2)).Select(row => row.Id));
    }

    [Fact]
    public async Task Suppressed_alerts_come_in_pages()
    {
        var commit = new AlertCommit
        {
            Key = new(Farm, "R-1", "ENV-1"),
            SuppressedAlerts =
                [.. Enumerable.Range(0, 11).Select(i => Suppressed("R-1", "ENV-1", i / 2, (SuppressionReason)(i % 2)))]
        };
        Assert.True(await Alerts.CommitAsync(commit, Cancellation));
        var found =
            await ReadAllPagesAsync(after => Alerts.ListSuppressedAlertsAsync(Farm, "R-1", null, null, null, 3, after, Cancellation), 11);
        Assert.Equal(commit.SuppressedAlerts.Select(refusal => refusal.Time).OrderDescending(), found.Select(refusal => refusal.Time));
        Assert.Equal(11, found.Distinct().Count());
    }

    private static async Task<List<T>> ReadAllPagesAsync<T>(Func<string?, Task<Page<T>>> next, int total)
    {
        var all = new List<T>();
        string? after = null;
        while (true)
        {
            var page = await next(after);
            Assert.Equal(total, page.Total);
            Assert.Equal(page.Items.Count, page.Cursors.Count);
            all.AddRange(page.Items);
            if (!page.HasNext)
            {
                return all;
            }

            after = page.Cursors[^1];
        }
    }

    private async Task AssertRuleStatesAsync(
        long asOf, params (string Rule, long? Opened, Priority? Priority, long[] Openings, long[] Endings)[] expected)
    {
        var standings = await Alerts.LoadRuleStatesAsync(Farm, "ENV-1", asOf, Cancellation);
        Assert.Equal(expected.Select(one => (one.Rule, one.Opened, one.Priority)),
            standings.Select(one => (one.RuleId, one.OpenedAt, one.Priority)));
        Assert.Equal(expected.SelectMany(one => one.Openings), standings.SelectMany(one => one.Openings));
        Assert.Equal(expected.SelectMany(one => one.Endings), standings.SelectMany(one => one.Endings));
    }
}
