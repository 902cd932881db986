using System.Collections.Concurrent;
using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.GraphQL.Loading;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.GraphQL.Alerts;

/// <summary>What the alerts, rules and places of a page ask of the store, together: each question once, a bounded number side by side.</summary>
internal static class AlertLoaders
{
    private const int AtOnce = 16;

    /// <summary>Alerts that are not cleared, counted: one question a farm, however many of its barns are asked.</summary>
    public static IDataLoaderResult<IReadOnlyList<AlertCount>?> Counts(IResolveFieldContext context, int farmId) =>
        Load(context, "alert-counts", farmId, static (store, farm, cancel) => store.CountsAsync(farm, cancel));

    /// <summary>What happened to an alert, the oldest first.</summary>
    public static IDataLoaderResult<IReadOnlyList<AlertEvent>?> Events(IResolveFieldContext context, string alertId) =>
        Load(context, "alert-events", alertId, static (store, id, cancel) => store.EventsAsync(id, cancel));

    /// <summary>The newest deliveries of an alert.</summary>
    public static IDataLoaderResult<IReadOnlyList<DeliveryRow>?> Deliveries(IResolveFieldContext context, int farmId, string alertId, int first) => Load(
        context, "alert-deliveries", (farmId, alertId, first),
        static async (store, key, cancel) => (await store.DeliveriesAsync(key.farmId, null, key.alertId, key.first, null, cancel)).Items);

    /// <summary>All versions of a rule, the newest first.</summary>
    public static IDataLoaderResult<IReadOnlyList<StoredRule>?> Versions(IResolveFieldContext context, string ruleId) =>
        Load(context, "rule-versions", ruleId, static (store, id, cancel) => store.RuleVersionsAsync(id, cancel));

    /// <summary>How often alerts of a farm were kept away since a time, of all its rules.</summary>
    public static IDataLoaderResult<IReadOnlyList<RefusalCount>?> Refusals(IResolveFieldContext context, int farmId, long since) =>
        Load(context, "refusal-counts", (farmId, since), static (store, key, cancel) => store.RefusalCountsAsync(key.farmId, null, key.since, cancel));

    /// <summary>Asks <paramref name="ask"/> for each key, a bounded number at a time.</summary>
    public static async Task<IReadOnlyDictionary<TKey, TValue>> EachAsync<TKey, TValue>(
        IReadOnlyCollection<TKey> keys, Func<TKey, CancellationToken, Task<TValue>> ask, CancellationToken cancel)
        where TKey : notnull
    {
        var found = new ConcurrentDictionary<TKey, TValue>();
        await Parallel.ForEachAsync(
            keys, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (key, stop) => found[key] = await ask(key, stop));
        return found;
    }

    public static IAlertStore Store(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<IAlertStore>();

    private static IDataLoaderResult<TValue?> Load<TKey, TValue>(
        IResolveFieldContext context, string name, TKey key, Func<IAlertStore, TKey, CancellationToken, Task<TValue>> ask)
        where TKey : notnull
    {
        var store = Store(context);
        return context.LoadBatched<TKey, TValue>(name, key, (keys, cancel) => EachAsync(keys, (each, stop) => ask(store, each, stop), cancel));
    }
}
