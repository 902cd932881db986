using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Contracts.Alerts;
using SmartDairy.GraphQL.Loading;
using SmartDairy.Herd;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>
/// The alerts of a rule or a source that are not cleared. For a page with many keys the store is queried once for the whole farm and the
/// result shared out, as long as it fits into one query.
/// </summary>
internal static class OpenAlertsLoader
{
    /// <summary>Maximum number of alerts returned for one rule or source.</summary>
    public const int MaxPerSubject = 100;

    private const int SharedQueryLimit = 500;
    private const int MinKeysToShare = 3;

    /// <param name="context">The field's context.</param>
    /// <param name="farmId">Number of the farm.</param>
    /// <param name="ruleId">Only alerts of this rule; null for any rule.</param>
    /// <param name="sourceId">Only alerts about this source; null for any source.</param>
    public static IDataLoaderResult<IReadOnlyList<Alert>?> Load(IResolveFieldContext context, int farmId, string? ruleId, string? sourceId)
    {
        var store = AlertLoaders.GetStore(context);
        return context.LoadBatched<OpenAlertsKey, IReadOnlyList<Alert>>(
            "open-alerts", new(farmId, ruleId, sourceId), (keys, cancellationToken) => FetchAsync(store, keys, cancellationToken));
    }

    private static async Task<IReadOnlyDictionary<OpenAlertsKey, IReadOnlyList<Alert>>> FetchAsync(
        IAlertStore store, IReadOnlyList<OpenAlertsKey> keys, CancellationToken cancellationToken)
    {
        var found = new Dictionary<OpenAlertsKey, IReadOnlyList<Alert>>(keys.Count);
        var alone = new List<OpenAlertsKey>();
        foreach (var farm in keys.GroupBy(key => key.FarmId))
        {
            OpenAlertsKey[] asked = [.. farm];
            if (asked.Length < MinKeysToShare
                || await ReadAsync(store, new(farm.Key, null, null), SharedQueryLimit, cancellationToken) is not { Whole: true } all)
            {
                alone.AddRange(asked);
                continue;
            }
            foreach (var key in asked)
            {
                found[key] = [.. all.Alerts.Where(key.Matches).Take(MaxPerSubject)];
            }
        }
        foreach (var (key, alerts) in await ParallelLookup.LoadEachAsync(
            alone, (key, stop) => ReadAsync(store, key, MaxPerSubject, stop), cancellationToken))
        {
            found[key] = alerts.Alerts;
        }

        return found;
    }

    private static async Task<(IReadOnlyList<Alert> Alerts, bool Whole)> ReadAsync(
        IAlertStore store, OpenAlertsKey key, int limit, CancellationToken cancellationToken)
    {
        var query = new AlertQuery { FarmId = key.FarmId, RuleId = key.RuleId, SourceId = key.SourceId };
        var open = await store.ListAlertsAsync(query with { State = AlertState.Open }, limit, null, cancellationToken);
        var seen = await store.ListAlertsAsync(query with { State = AlertState.Acknowledged }, limit, null, cancellationToken);
        // An alert acknowledged between the two queries is in both results.
        Alert[] alerts =
            [.. open.Items.Concat(seen.Items).DistinctBy(alert => alert.Id).OrderByDescending(alert => alert.OpenedAt).Take(limit)];
        return (alerts, !open.HasNext && !seen.HasNext && open.Items.Count + seen.Items.Count <= limit);
    }

    private readonly record struct OpenAlertsKey(int FarmId, string? RuleId, string? SourceId)
    {
        public bool Matches(Alert alert) => (RuleId is null || alert.RuleId == RuleId) && (SourceId is null || alert.Source.Id == SourceId);
    }
}
