using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.GraphQL.Loading;
using SmartDairy.Herd;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>Batches the store queries of a page's alerts, rules and places: each query runs once, a bounded number in parallel.</summary>
internal static class AlertLoaders
{
    /// <summary>Counts of the alerts that are not cleared: one query per farm, however many of its barns are requested.</summary>
    public static IDataLoaderResult<IReadOnlyList<AlertCount>?> LoadCounts(IResolveFieldContext context, int farmId) =>
        Load(context, "alert-counts", farmId, static (store, farm, cancellationToken) =>
            store.CountUnclearedAlertsAsync(farm, cancellationToken));

    /// <summary>History of an alert, oldest first.</summary>
    public static IDataLoaderResult<IReadOnlyList<AlertEvent>?> LoadEvents(IResolveFieldContext context, string alertId) =>
        Load(context, "alert-events", alertId, static (store, id, cancellationToken) => store.ListEventsAsync(id, cancellationToken));

    /// <summary>The newest deliveries of an alert.</summary>
    public static IDataLoaderResult<IReadOnlyList<AlertDelivery>?> LoadDeliveries(
        IResolveFieldContext context, int farmId, string alertId, int first) => Load(
        context, "alert-deliveries", (farmId, alertId, first),
        static async (store, key, cancellationToken) =>
            (await store.ListDeliveriesAsync(key.farmId, null, key.alertId, key.first, null, cancellationToken)).Items);

    /// <summary>All versions of a rule, the newest first.</summary>
    public static IDataLoaderResult<IReadOnlyList<StoredRule>?> LoadRuleVersions(IResolveFieldContext context, string ruleId) =>
        Load(context, "rule-versions", ruleId, static (store, id, cancellationToken) => store.ListRuleVersionsAsync(id, cancellationToken));

    /// <summary>Number of suppressed alerts of all rules of a farm since a time.</summary>
    public static IDataLoaderResult<IReadOnlyList<SuppressedAlertCount>?> LoadSuppressionCounts(
        IResolveFieldContext context, int farmId, long since) =>
        Load(context, "refusal-counts", (farmId, since), static (store, key, cancellationToken) =>
            store.CountSuppressedAlertsAsync(key.farmId, null, key.since, cancellationToken));

    public static IAlertStore GetStore(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<IAlertStore>();

    private static IDataLoaderResult<TValue?> Load<TKey, TValue>(
        IResolveFieldContext context, string name, TKey key, Func<IAlertStore, TKey, CancellationToken, Task<TValue>> loadAsync)
        where TKey : notnull
    {
        var store = GetStore(context);
        return context.LoadBatched<TKey, TValue>(name, key, (keys, cancellationToken) => ParallelLookup.LoadEachAsync(
            keys, (key, stop) => loadAsync(store, key, stop), cancellationToken));
    }
}
