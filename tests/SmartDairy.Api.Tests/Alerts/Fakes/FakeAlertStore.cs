using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Tests.Alerts.Fakes;

/// <summary>A store that holds what a test puts in, and tells how often it was asked what.</summary>
internal sealed class FakeAlertStore : IAlertStore
{
    private readonly Lock _gate = new();

    public List<StoredRule> Rules { get; } = [];

    public List<Alert> Alerts { get; } = [];

    public List<AlertEvent> Events { get; } = [];

    public List<AlertDelivery> Deliveries { get; } = [];

    public List<SuppressedAlert> Refusals { get; } = [];

    /// <summary>Names of the questions, in order.</summary>
    public List<string> Queries { get; } = [];

    public AlertQuery? LastQuery { get; private set; }

    public Task<StoredRule?> FindRuleAsync(string ruleId, CancellationToken cancellationToken) =>
        Answer("rule", Rules.Where(rule => rule.Id == ruleId).MaxBy(rule => rule.Version));

    public Task<IReadOnlyList<StoredRule>> ListRuleVersionsAsync(string ruleId, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<StoredRule>>("versions", [.. Rules.Where(rule => rule.Id == ruleId).OrderByDescending(rule => rule.Version)]);

    public Task<Alert?> FindAlertAsync(string alertId, CancellationToken cancellationToken)
        => Answer("alert", Alerts.FirstOrDefault(alert => alert.Id == alertId));

    public Task<Page<Alert>> ListAlertsAsync(AlertQuery query, int first, string? after, CancellationToken cancellationToken)
    {
        LastQuery = query;
        return Answer("alerts", PageOf(
            Alerts.Where(alert => alert.FarmId == query.FarmId && !alert.Retracted && (query.State is null || alert.State == query.State)
                && (query.MinPriority is null || alert.Priority <= query.MinPriority)
                && (query.SourceId is null || alert.Source.Id == query.SourceId)
                && (query.RuleId is null || alert.RuleId == query.RuleId)).OrderByDescending(alert => alert.OpenedAt),
            alert => alert.Id, first, after));
    }

    public Task<IReadOnlyList<AlertCount>> CountUnclearedAlertsAsync(int farmId, CancellationToken cancellationToken)
        => Answer<IReadOnlyList<AlertCount>>("counts",
    [
        .. Alerts.Where(alert => alert.FarmId == farmId && alert.State != AlertState.Cleared)
            .GroupBy(alert => (alert.Source.BarnId, alert.State, alert.Priority))
            .Select(group => new AlertCount(group.Key.BarnId, group.Key.State, group.Key.Priority, group.Count())),
    ]);

    public Task<IReadOnlyList<AlertEvent>> ListEventsAsync(string alertId, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<AlertEvent>>("events", [.. Events.Where(each => each.AlertId == alertId)]);

    public Task<Page<SuppressedAlert>> ListSuppressedAlertsAsync(
        int farmId, string? ruleId, string? sourceId, long? from, long? to, int first, string? after, CancellationToken cancellationToken)
        => Answer("refusals", PageOf(
        Refusals.Where(each => each.FarmId == farmId && (ruleId is null || each.RuleId == ruleId) && each.Time >= (from ?? long.MinValue)
        && each.Time < (to ?? long.MaxValue)),
        each => $"{each.Time}", first, after));

    public Task<IReadOnlyList<SuppressedAlertCount>> CountSuppressedAlertsAsync(
        int farmId, string? ruleId, long since, CancellationToken cancellationToken) => Answer<IReadOnlyList<SuppressedAlertCount>>(
        "refusal-counts",
        [
            .. Refusals.Where(each => each.FarmId == farmId && each.Time >= since && (ruleId is null || each.RuleId == ruleId))
                .GroupBy(each => (each.RuleId, SourceId: ruleId is null ? null : each.SourceId, each.Reason))
                .Select(group => new SuppressedAlertCount(group.Key.RuleId, group.Key.SourceId, group.Key.Reason, group.Count())),
        ]);

    public Task<AlertDelivery?> FindDeliveryAsync(int farmId, string deliveryId, CancellationToken cancellationToken) =>
        Answer("delivery", Deliveries.FirstOrDefault(row => row.FarmId == farmId && row.Id == deliveryId));

    public Task<Page<AlertDelivery>> ListDeliveriesAsync(
        int farmId, DeliveryState? state, string? alertId, int first, string? after, CancellationToken cancellationToken) =>
        Answer("deliveries", PageOf(
            Deliveries.Where(row => row.FarmId == farmId && (state is null || row.State == state)
            && (alertId is null || row.AlertId == alertId)),
            row => row.Id, first, after));

    // Nothing below is asked by the API: it changes through actors alone.
    public Task<StoredRuleSet> LoadRuleSetAsync(int farmId, CancellationToken cancellationToken) => throw NotUsedByApi();

    public Task<IReadOnlyDictionary<int, long>> LoadRuleSetVersionsAsync(
        IReadOnlyCollection<int> farmIds, CancellationToken cancellationToken) => throw NotUsedByApi();

    public Task<bool> SaveRuleAsync(StoredRule rule, CancellationToken cancellationToken) => throw NotUsedByApi();

    public Task SaveMuteAsync(AlertMute mute, CancellationToken cancellationToken) => throw NotUsedByApi();

    public Task<bool> RemoveMuteAsync(int farmId, string muteId, CancellationToken cancellationToken) => throw NotUsedByApi();

    public Task SaveContactAsync(Contact contact, CancellationToken cancellationToken) => throw NotUsedByApi();

    public Task<bool> RemoveContactAsync(int farmId, string contactId, CancellationToken cancellationToken) => throw NotUsedByApi();

    public Task<bool> CommitAsync(AlertCommit commit, CancellationToken cancellationToken) => throw NotUsedByApi();

    public Task<IReadOnlyList<Alert>> ListAlertsSinceAsync(
        int farmId, string ruleId, string sourceId, long since, CancellationToken cancellationToken) => throw NotUsedByApi();

    public Task<IReadOnlyList<RuleAlertHistory>> LoadRuleStatesAsync(
        int farmId, string sourceId, long asOf, CancellationToken cancellationToken) => throw NotUsedByApi();

    public Task<long> GetLastSequenceAsync(int farmId, CancellationToken cancellationToken) => throw NotUsedByApi();

    public Task<IReadOnlyList<AlertChange>> ListChangesAsync(int farmId, long after, int limit, CancellationToken cancellationToken)
        => throw NotUsedByApi();

    public Task<IReadOnlyList<AlertKey>> ListDueAlertsAsync(int farmId, long until, int limit, CancellationToken cancellationToken)
        => throw NotUsedByApi();

    public Task<IReadOnlyList<AlertKey>> ListOpenAlertsAsync(int farmId, string? ruleId, int limit, CancellationToken cancellationToken)
        => throw NotUsedByApi();

    public Task<IReadOnlyList<AlertDelivery>> ListDueDeliveriesAsync(int farmId, long now, int limit, CancellationToken cancellationToken)
        => throw NotUsedByApi();

    public Task<long?> FindNextDeliveryDueAtAsync(int farmId, CancellationToken cancellationToken) => throw NotUsedByApi();

    public Task SaveDeliveriesAsync(IReadOnlyList<AlertDelivery> deliveries, CancellationToken cancellationToken) => throw NotUsedByApi();

    private static NotSupportedException NotUsedByApi() => new("The API has no business here.");

    private static Page<T> PageOf<T>(IEnumerable<T> all, Func<T, string> key, int first, string? after)
    {
        T[] whole = [.. all];
        T[] rest = [.. whole.SkipWhile(item => after is not null && key(item) != after).Skip(after is null ? 0 : 1)];
        T[] items = [.. rest.Take(first)];
        return new(items, [.. items.Select(key)], rest.Length > first, whole.Length);
    }

    private Task<T> Answer<T>(string question, T answer)
    {
        lock (_gate)
        {
            Queries.Add(question);
        }

        return Task.FromResult(answer);
    }
}
