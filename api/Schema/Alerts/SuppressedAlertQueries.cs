using GraphQL;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.GraphQL.Relay;
using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>What is asked about alerts that did not open.</summary>
public sealed class SuppressedAlertQueries
{
    private const int MinuteInMilliseconds = 60_000;

    /// <summary>Alerts that did not open, the newest first, each with what kept it away. Every argument narrows the list.</summary>
    /// <param name="ruleId">Only of this rule.</param>
    /// <param name="sourceId">Only about this device or animal.</param>
    /// <param name="from">Only at or after, event time.</param>
    /// <param name="to">Only before, event time.</param>
    /// <param name="first">Items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the item before the page.</param>
    public static async Task<Connection<SuppressedAlertView>> AlertRefusals(
        [FromServices] IAlertStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        int farmId, [Id] string? ruleId, [Id] string? sourceId, DateTimeOffset? from, DateTimeOffset? to, int? first = 50, string? after = null)
    {
        caller.RequireRead(farmId);
        if (from >= to) throw new InvalidArgumentException("'from' must be before 'to'.");
        var page = PageRequest.Parse(first, after);
        var found = await store.ListSuppressedAlertsAsync(
            farmId, ruleId, sourceId, from?.ToUnixTimeMilliseconds(), to?.ToUnixTimeMilliseconds(), page.First, page.AfterKey, cancellationToken);
        return page.ToConnection(found, SuppressedAlertView.From);
    }

    /// <summary>How often something kept alerts away, by rule and reason; by source too when a rule is named.</summary>
    /// <param name="ruleId">Only of this rule.</param>
    /// <param name="since">Event time; the last 24 hours when left out.</param>
    public static async Task<IEnumerable<SuppressionCountView>> AlertRefusalCounts(
        [FromServices] IAlertStore store, [FromServices] TimeProvider time, [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        int farmId, [Id] string? ruleId, DateTimeOffset? since)
    {
        caller.RequireRead(farmId);
        return (await store.CountSuppressedAlertsAsync(farmId, ruleId, SinceOrDayAgo(since, time), cancellationToken)).Select(SuppressionCountView.From);
    }

    /// <summary>To the minute when it was left out, so that the fields of one page ask for the same.</summary>
    internal static long SinceOrDayAgo(DateTimeOffset? since, TimeProvider time)
    {
        if (since is { } given) return given.ToUnixTimeMilliseconds();
        var dayAgo = time.GetUtcNow().AddDays(-1).ToUnixTimeMilliseconds();
        return dayAgo - (dayAgo % MinuteInMilliseconds);
    }
}
