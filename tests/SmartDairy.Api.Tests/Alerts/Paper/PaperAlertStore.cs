using SmartDairy.Contracts;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Contacts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Reports;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Tests.Alerts.Paper;

/// <summary>A store that holds what a test puts in, and tells how often it was asked what.</summary>
internal sealed class PaperAlertStore : IAlertStore
{
    private readonly Lock _gate = new();

    public List<StoredRule> Rules { get; } = [];

    public List<Alert> Alerts { get; } = [];

    public List<AlertEvent> Events { get; } = [];

    public List<DeliveryRow> Deliveries { get; } = [];

    public List<AlertRefusal> Refusals { get; } = [];

    /// <summary>Names of the questions, in order.</summary>
    public List<string> Asked { get; } = [];

    public AlertQuery? LastQuery { get; private set; }

    public Task<StoredRule?> RuleAsync(string ruleId, CancellationToken cancellation) =>
        Answer("rule", Rules.Where(rule => rule.Id == ruleId).MaxBy(rule => rule.Version));

    public Task<IReadOnlyList<StoredRule>> RuleVersionsAsync(string ruleId, CancellationToken cancellation) =>
        Answer<IReadOnlyList<StoredRule>>("versions", [.. Rules.Where(rule => rule.Id == ruleId).OrderByDescending(rule => rule.Version)]);

    public Task<Alert?> AlertAsync(string alertId, CancellationToken cancellation) => Answer("alert", Alerts.FirstOrDefault(alert => alert.Id == alertId));

    public Task<Page<Alert>> AlertsAsync(AlertQuery query, int first, string? after, CancellationToken cancellation)
    {
        LastQuery = query;
        return Answer("alerts", PageOf(
            Alerts.Where(alert => alert.FarmId == query.FarmId && !alert.Retracted && (query.State is null || alert.State == query.State)
                && (query.MinPriority is null || alert.Priority <= query.MinPriority) && (query.SourceId is null || alert.Source.Id == query.SourceId)
                && (query.RuleId is null || alert.RuleId == query.RuleId)).OrderByDescending(alert => alert.OpenedAt),
            alert => alert.Id, first, after));
    }

    public Task<IReadOnlyList<AlertCount>> CountsAsync(int farmId, CancellationToken cancellation) => Answer<IReadOnlyList<AlertCount>>("counts",
    [
        .. Alerts.Where(alert => alert.FarmId == farmId && alert.State != AlertState.Cleared)
            .GroupBy(alert => (alert.Source.BarnId, alert.State, alert.Priority)).Select(group => new AlertCount(group.Key.BarnId, group.Key.State, group.Key.Priority, group.Count())),
    ]);

    public Task<IReadOnlyList<AlertEvent>> EventsAsync(string alertId, CancellationToken cancellation) =>
        Answer<IReadOnlyList<AlertEvent>>("events", [.. Events.Where(each => each.AlertId == alertId)]);

    public Task<Page<AlertRefusal>> RefusalsAsync(
        int farmId, string? ruleId, string? sourceId, long? from, long? to, int first, string? after, CancellationToken cancellation) => Answer("refusals", PageOf(
        Refusals.Where(each => each.FarmId == farmId && (ruleId is null || each.RuleId == ruleId) && each.Time >= (from ?? long.MinValue) && each.Time < (to ?? long.MaxValue)),
        each => $"{each.Time}", first, after));

    public Task<IReadOnlyList<RefusalCount>> RefusalCountsAsync(int farmId, string? ruleId, long since, CancellationToken cancellation) => Answer<IReadOnlyList<RefusalCount>>(
        "refusal-counts",
        [
            .. Refusals.Where(each => each.FarmId == farmId && each.Time >= since && (ruleId is null || each.RuleId == ruleId))
                .GroupBy(each => (each.RuleId, SourceId: ruleId is null ? null : each.SourceId, each.Reason))
                .Select(group => new RefusalCount(group.Key.RuleId, group.Key.SourceId, group.Key.Reason, group.Count())),
        ]);

    public Task<DeliveryRow?> DeliveryAsync(int farmId, string deliveryId, CancellationToken cancellation) =>
        Answer("delivery", Deliveries.FirstOrDefault(row => row.FarmId == farmId && row.Id == deliveryId));

    public Task<Page<DeliveryRow>> DeliveriesAsync(int farmId, DeliveryState? state, string? alertId, int first, string? after, CancellationToken cancellation) =>
        Answer("deliveries", PageOf(
            Deliveries.Where(row => row.FarmId == farmId && (state is null || row.State == state) && (alertId is null || row.AlertId == alertId)),
            row => row.Id, first, after));

    // Nothing below is asked by the API: it changes through actors alone.
    public Task<RuleBookRow> BookAsync(int farmId, CancellationToken cancellation) => throw Unasked();

    public Task<IReadOnlyDictionary<int, long>> BookVersionsAsync(IReadOnlyCollection<int> farmIds, CancellationToken cancellation) => throw Unasked();

    public Task<bool> SaveRuleAsync(StoredRule rule, CancellationToken cancellation) => throw Unasked();

    public Task SaveMuteAsync(Mute mute, CancellationToken cancellation) => throw Unasked();

    public Task<bool> RemoveMuteAsync(int farmId, string muteId, CancellationToken cancellation) => throw Unasked();

    public Task SaveContactAsync(Contact contact, CancellationToken cancellation) => throw Unasked();

    public Task<bool> RemoveContactAsync(int farmId, string contactId, CancellationToken cancellation) => throw Unasked();

    public Task<bool> CommitAsync(AlertCommit commit, CancellationToken cancellation) => throw Unasked();

    public Task<IReadOnlyList<Alert>> AlertsOfAsync(int farmId, string ruleId, string sourceId, long since, CancellationToken cancellation) => throw Unasked();

    public Task<IReadOnlyList<RuleStanding>> StandingsAsync(int farmId, string sourceId, long asOf, CancellationToken cancellation) => throw Unasked();

    public Task<long> LastSequenceAsync(int farmId, CancellationToken cancellation) => throw Unasked();

    public Task<IReadOnlyList<AlertChange>> ChangesAsync(int farmId, long after, int limit, CancellationToken cancellation) => throw Unasked();

    public Task<IReadOnlyList<AlertKey>> DueAsync(int farmId, long until, int limit, CancellationToken cancellation) => throw Unasked();

    public Task<IReadOnlyList<AlertKey>> OpenAsync(int farmId, string? ruleId, int limit, CancellationToken cancellation) => throw Unasked();

    public Task<IReadOnlyList<DeliveryRow>> DueDeliveriesAsync(int farmId, long now, int limit, CancellationToken cancellation) => throw Unasked();

    public Task<long?> NextDeliveryAsync(int farmId, CancellationToken cancellation) => throw Unasked();

    public Task SaveDeliveriesAsync(IReadOnlyList<DeliveryRow> deliveries, CancellationToken cancellation) => throw Unasked();

    private static NotSupportedException Unasked() => new("The API has no business here.");

    private static Page<T> PageOf<T>(IEnumerable<T> all, Func<T, string> key, int first, string? after)
    {
        T[] whole = [.. all];
        T[] rest = [.. whole.SkipWhile(item => after is not null && key(item) != after).Skip(after is null ? 0 : 1)];
        T[] items = [.. rest.Take(first)];
        return new(items, [.. items.Select(key)], rest.Length > first, whole.Length);
    }

    private Task<T> Answer<T>(string question, T answer)
    {
        lock (_gate) Asked.Add(question);
        return Task.FromResult(answer);
    }
}
