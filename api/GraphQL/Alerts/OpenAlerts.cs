using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.GraphQL.Loading;
using SmartDairy.Contracts.Alerts;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.GraphQL.Alerts;

/// <summary>
/// The alerts of a rule or a source that are not cleared. A page of many asks the store for all of the farm's once and shares them out, as long as they are few enough
/// to be read at one go.
/// </summary>
internal static class OpenAlerts
{
    /// <summary>Alerts shown of one rule or source at most.</summary>
    public const int Most = 100;

    private const int ReadAtOnce = 500;
    private const int WorthSharing = 3;

    /// <param name="context">The field's context.</param>
    /// <param name="farmId">On which farm.</param>
    /// <param name="ruleId">Of this rule; null for any.</param>
    /// <param name="sourceId">Of this source; null for any.</param>
    public static IDataLoaderResult<IReadOnlyList<Alert>?> Of(IResolveFieldContext context, int farmId, string? ruleId, string? sourceId)
    {
        var store = AlertLoaders.Store(context);
        return context.LoadBatched<Asked, IReadOnlyList<Alert>>("open-alerts", new(farmId, ruleId, sourceId), (keys, cancel) => FetchAsync(store, keys, cancel));
    }

    private static async Task<IReadOnlyDictionary<Asked, IReadOnlyList<Alert>>> FetchAsync(IAlertStore store, IReadOnlyList<Asked> keys, CancellationToken cancel)
    {
        var found = new Dictionary<Asked, IReadOnlyList<Alert>>(keys.Count);
        var alone = new List<Asked>();
        foreach (var farm in keys.GroupBy(key => key.FarmId))
        {
            Asked[] asked = [.. farm];
            if (asked.Length < WorthSharing || await ReadAsync(store, new(farm.Key, null, null), ReadAtOnce, cancel) is not { Whole: true } all)
            {
                alone.AddRange(asked);
                continue;
            }
            foreach (var key in asked) found[key] = [.. all.Alerts.Where(key.Names).Take(Most)];
        }
        foreach (var (key, alerts) in await AlertLoaders.EachAsync(alone, (key, stop) => ReadAsync(store, key, Most, stop), cancel)) found[key] = alerts.Alerts;
        return found;
    }

    private static async Task<(IReadOnlyList<Alert> Alerts, bool Whole)> ReadAsync(IAlertStore store, Asked key, int most, CancellationToken cancel)
    {
        var query = new AlertQuery { FarmId = key.FarmId, RuleId = key.RuleId, SourceId = key.SourceId };
        var open = await store.AlertsAsync(query with { State = AlertState.Open }, most, null, cancel);
        var seen = await store.AlertsAsync(query with { State = AlertState.Acknowledged }, most, null, cancel);
        // One that was acknowledged between the two questions is in both answers.
        Alert[] alerts = [.. open.Items.Concat(seen.Items).DistinctBy(alert => alert.Id).OrderByDescending(alert => alert.OpenedAt).Take(most)];
        return (alerts, !open.HasNext && !seen.HasNext && open.Items.Count + seen.Items.Count <= most);
    }

    private readonly record struct Asked(int FarmId, string? RuleId, string? SourceId)
    {
        public bool Names(Alert alert) => (RuleId is null || alert.RuleId == RuleId) && (SourceId is null || alert.Source.Id == SourceId);
    }
}
