using GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Relay;
using SmartDairy.History.Alerts;

namespace SmartDairy.Api.Schema.Alerts;

/// <summary>Queries of suppressed alerts.</summary>
public sealed class SuppressedAlertQueries
{
    private const int MinuteInMilliseconds = 60_000;

    /// <summary>Alerts that were suppressed, newest first, each with its reason. Every argument narrows the list.</summary>
    /// <param name="ruleId">Only suppressed alerts of this rule.</param>
    /// <param name="sourceId">Only suppressed alerts about this device or animal.</param>
    /// <param name="from">Only alerts that would have opened at or after this event time.</param>
    /// <param name="to">Only alerts that would have opened before this event time.</param>
    /// <param name="first">Maximum number of items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the last item of the previous page; omit for the first page.</param>
    public static async Task<Connection<SuppressedAlertView>> AlertRefusals(
        [FromServices] IAlertStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        int farmId, [Id] string? ruleId, [Id] string? sourceId, DateTimeOffset? from, DateTimeOffset? to, int? first = 50,
        string? after = null)
    {
        caller.RequireRead(farmId);
        Argument.Ordered(from, to);
        var page = PageRequest.Parse(first, after);
        var found = await store.ListSuppressedAlertsAsync(
            farmId, ruleId, sourceId, from?.ToUnixTimeMilliseconds(), to?.ToUnixTimeMilliseconds(), page.First, page.AfterKey,
            cancellationToken);
        return page.ToConnection(found, SuppressedAlertView.From);
    }

    /// <summary>Number of suppressed alerts by rule and reason, and by source as well when a rule is given.</summary>
    /// <param name="ruleId">Only suppressed alerts of this rule.</param>
    /// <param name="since">Counts alerts that would have opened at or after this event time; the last 24 hours when omitted.</param>
    public static async Task<IEnumerable<SuppressionCountView>> AlertRefusalCounts(
        [FromServices] IAlertStore store, [FromServices] TimeProvider time, [Caller] ApiPrincipal caller,
            CancellationToken cancellationToken,
        int farmId, [Id] string? ruleId, DateTimeOffset? since)
    {
        caller.RequireRead(farmId);
        return (await store.CountSuppressedAlertsAsync(farmId, ruleId, SinceOrDayAgo(since, time), cancellationToken)).Select(
            SuppressionCountView.From);
    }

    /// <summary>The default is cut to the minute, so that all fields of one page share one query.</summary>
    internal static long SinceOrDayAgo(DateTimeOffset? since, TimeProvider time)
    {
        if (since is { } given)
        {
            return given.ToUnixTimeMilliseconds();
        }

        var dayAgo = time.GetUtcNow().AddDays(-1).ToUnixTimeMilliseconds();
        return dayAgo - (dayAgo % MinuteInMilliseconds);
    }
}
