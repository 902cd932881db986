using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.History;
using SmartDairy.History.Alerts;

namespace SmartDairy.Testing.Alerts;

public abstract partial class AlertStoreContract
{
    [Fact]
    public async Task A_commit_is_stored_whole_and_survives()
    {
        var alert = Raised("R-1", "ENV-1", Start) with { Message = "\"Zu heiß\" 🐄", DueAt = Start + Minute };
        var commit = Commit(alert, AlertEventKind.Opened) with
        {
            SuppressedAlerts = [Suppressed("R-1", "ENV-1", Start - 5)],
            Deliveries = [Delivery("D-1", Start, alert.Id) with { ContactId = "C-1", Action = "{}", CanBeDigested = true }],
        };
        Assert.True(await Alerts.CommitAsync(commit, Cancellation));
        await using var crashed = await Store.CopyAfterCrashAsync();
        Assert.Equal(alert, await crashed.Alerts.FindAlertAsync(alert.Id, Cancellation));
        Assert.Equal([commit.Events[0] with { Sequence = 1 }], await crashed.Alerts.ListEventsAsync(alert.Id, Cancellation));
        Assert.Equal(commit.Deliveries[0], await crashed.Alerts.FindDeliveryAsync(Farm, "D-1", Cancellation));
        Assert.Equal(commit.SuppressedAlerts,
            (await crashed.Alerts.ListSuppressedAlertsAsync(Farm, null, null, null, null, 10, null, Cancellation)).Items);
        Assert.Null(await Alerts.FindAlertAsync("ALT-nothing", Cancellation));
        Assert.Null(await Alerts.FindDeliveryAsync(Farm + 1, "D-1", Cancellation));

        var full = alert with
        {
            State = AlertState.Cleared,
            Priority = Priority.Critical,
            AcknowledgedAt = 1,
            AcknowledgedBy = "a",
            ClearedAt = 2,
            ClearedBy = "b",
            ConditionEndedAt = 3,
            Retracted = true,
            Assignee = "c",
            Occurrences = 4,
            SnoozedUntil = 5,
            DueAt = null,
            EscalationLevel = 6,
            NotifiedAt = 7,
            Revision = 2,
            Source = new AlertSource("animal", "ENV-1"),
        };
        Assert.True(await Alerts.CommitAsync(Commit(full), Cancellation));
        Assert.Equal(full, await Alerts.FindAlertAsync(alert.Id, Cancellation));
    }

    [Fact]
    public async Task A_commit_that_comes_again_is_done_and_writes_nothing_twice()
    {
        var alert = Raised("R-1", "ENV-1", Start);
        var commit = Commit(alert, AlertEventKind.Opened) with
        { SuppressedAlerts = [Suppressed("R-1", "ENV-1", Start - 5)], Deliveries = [Delivery("D-1", Start, alert.Id)] };
        for (var i = 0; i < 3; i++)
        {
            Assert.True(await Alerts.CommitAsync(commit, Cancellation));
        }

        var comment = new AlertCommit
        {
            Key = commit.Key,
            Events =
                [Event(alert, AlertEventKind.Commented, Start + 9, "me", "look"),
                    Event(alert, AlertEventKind.Commented, Start + 9, null, "look")]
        };
        Assert.True(await Alerts.CommitAsync(comment, Cancellation));
        Assert.True(await Alerts.CommitAsync(comment, Cancellation));
        Assert.Equal(3, (await Alerts.ListEventsAsync(alert.Id, Cancellation)).Count);
        Assert.Equal(3, await Alerts.GetLastSequenceAsync(Farm, Cancellation));
        Assert.Single((await Alerts.ListSuppressedAlertsAsync(Farm, null, null, null, null, 10, null, Cancellation)).Items);
        Assert.Single((await Alerts.ListDeliveriesAsync(Farm, null, null, 10, null, Cancellation)).Items);
    }

    [Fact]
    public async Task A_commit_of_a_revision_that_is_not_the_next_or_of_a_second_open_alert_is_a_conflict_and_stores_nothing()
    {
        var first = await RaiseAsync(Raised("R-1", "ENV-1", Start));
        Assert.False(await Alerts.CommitAsync(Commit(first with { Message = "another" }, AlertEventKind.Opened), Cancellation));
        Assert.False(await Alerts.CommitAsync(Commit(first with { Revision = 3 }, AlertEventKind.Commented), Cancellation));
        Assert.False(
            await Alerts.CommitAsync(Commit(Raised("R-1", "ENV-2", Start) with { Revision = 2 }, AlertEventKind.Opened), Cancellation));
        var second = Raised("R-1", "ENV-1", Start + Minute);
        var refused = Commit(second, AlertEventKind.Opened) with
        { SuppressedAlerts = [Suppressed("R-1", "ENV-1", 1)], Deliveries = [Delivery("D-9", 1)] };
        Assert.False(await Alerts.CommitAsync(refused, Cancellation));
        Assert.Null(await Alerts.FindAlertAsync(second.Id, Cancellation));
        Assert.Null(await Alerts.FindDeliveryAsync(Farm, "D-9", Cancellation));
        Assert.Empty((await Alerts.ListSuppressedAlertsAsync(Farm, null, null, null, null, 10, null, Cancellation)).Items);
        Assert.Equal(1, await Alerts.GetLastSequenceAsync(Farm, Cancellation));

        // One is over and the next one opens in the same commit, whichever is named first.
        var turn = refused with { Alerts = [second, Ended(first, Start + Minute)] };
        Assert.True(await Alerts.CommitAsync(turn, Cancellation));
        Assert.Equal([first.Id, second.Id],
            (await Alerts.ListAlertsSinceAsync(Farm, "R-1", "ENV-1", Start, Cancellation)).Select(alert => alert.Id));

        // A retracted one is not open, nor is one of another rule, source or farm.
        Assert.True(
            await Alerts.CommitAsync(Commit(second with { Retracted = true, Revision = 2 }, AlertEventKind.Retracted), Cancellation));
        await RaiseAsync(Raised("R-1", "ENV-1", Start + (2 * Minute)));
        await RaiseAsync(Raised("R-1", "ENV-3", Start));
        await RaiseAsync(Raised("R-2", "ENV-1", Start));
        await RaiseAsync(Raised("R-1", "ENV-1", Start - 1, farm: 8));
        Assert.False(await Alerts.CommitAsync(Commit(second with { Revision = 3 }, AlertEventKind.Corrected), Cancellation));
    }

    [Fact]
    public async Task What_is_not_of_the_commits_rule_and_source_is_an_error()
    {
        var alert = Raised("R-1", "ENV-1", Start);
        var commit = Commit(alert, AlertEventKind.Opened);
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await Alerts.CommitAsync(commit with { Key = commit.Key with { SourceId = "ENV-2" } }, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await Alerts.CommitAsync(commit with { Alerts = [alert, alert] }, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await Alerts.CommitAsync(commit with { SuppressedAlerts = [Suppressed("R-2", "ENV-1", 1)] }, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await Alerts.CommitAsync(commit with { Deliveries = [Delivery("D", 1, farm: 8)] }, Cancellation));
        Assert.Equal(0, await Alerts.GetLastSequenceAsync(Farm, Cancellation));
    }

    [Fact]
    public async Task Suppressed_alerts_are_added_once_or_replaced_from_a_time_on()
    {
        AlertCommit Only(long? from, params SuppressedAlert[] refusals)
            => new() { Key = new(Farm, "R-1", "ENV-1"), ReplaceSuppressedFrom = from, SuppressedAlerts = refusals };
        await Alerts.CommitAsync(
            Only(null, Suppressed("R-1", "ENV-1", 10), Suppressed("R-1", "ENV-1", 20),
                Suppressed("R-1", "ENV-1", 20, SuppressionReason.MaxPerHour)), Cancellation);
        await Alerts.CommitAsync(Only(null, Suppressed("R-1", "ENV-1", 20), Suppressed("R-1", "ENV-1", 30)), Cancellation);
        await Alerts.CommitAsync(new AlertCommit
        { Key = new(Farm, "R-1", "ENV-2"), SuppressedAlerts = [Suppressed("R-1", "ENV-2", 25)] }, Cancellation);
        await Alerts.CommitAsync(new AlertCommit
        { Key = new(Farm, "R-2", "ENV-1"), SuppressedAlerts = [Suppressed("R-2", "ENV-1", 26)] }, Cancellation);
        Assert.Equal([30L, 26, 25, 20, 20, 10], await TimesAsync(null, null));
        Assert.Equal(
            [new("R-1", null, SuppressionReason.Snoozed, 3), new("R-1", null, SuppressionReason.MaxPerHour, 1),
                new("R-2", null, SuppressionReason.Snoozed, 1)],
            await Alerts.CountSuppressedAlertsAsync(Farm, null, 20, Cancellation));
        Assert.Equal(
            [new("R-1", "ENV-1", SuppressionReason.Snoozed, 2), new("R-1", "ENV-1", SuppressionReason.MaxPerHour, 1),
                new SuppressedAlertCount("R-1", "ENV-2", SuppressionReason.Snoozed, 1)],
            await Alerts.CountSuppressedAlertsAsync(Farm, "R-1", 20, Cancellation));
        await Alerts.CommitAsync(Only(20, Suppressed("R-1", "ENV-1", 22)), Cancellation);
        Assert.Equal([22L, 10], await TimesAsync("R-1", "ENV-1"));
        await Alerts.CommitAsync(Only(0), Cancellation);
        Assert.Equal([26L, 25], await TimesAsync(null, null));
        Assert.Equal([26L],
            (await Alerts.ListSuppressedAlertsAsync(Farm, null, "ENV-1", 20, 27, 10, null, Cancellation)).Items.Select(
                refusal => refusal.Time));
        Assert.Empty((await Alerts.ListSuppressedAlertsAsync(Farm, null, "ENV-1", 20, 26, 10, null, Cancellation)).Items);

        async Task<IEnumerable<long>> TimesAsync(string? rule, string? source)
            => (await Alerts.ListSuppressedAlertsAsync(Farm, rule, source, null, null, 100, null, Cancellation)).Items.Select(
                refusal => refusal.Time);
    }

    [Fact]
    public async Task While_the_store_cannot_be_written_nothing_is_stored_and_all_of_it_can_be_afterwards()
    {
        var alert = Raised("R-1", "ENV-1", Start);
        await using (await Store.BlockWritesAsync())
        {
            await Assert.ThrowsAsync<HistoryUnavailableException>(
                async () => await Alerts.CommitAsync(Commit(alert, AlertEventKind.Opened), Cancellation));
        }

        Assert.Null(await Alerts.FindAlertAsync(alert.Id, Cancellation));
        await RaiseAsync(alert);
        Assert.Single(await Alerts.ListEventsAsync(alert.Id, Cancellation));
    }
}
