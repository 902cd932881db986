using GraphQL;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.GraphQL.Relay;
using SmartDairy.Api.Herd.Detections;
using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Detections;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Schema.Detections;

/// <summary>What is asked about detections.</summary>
public sealed class DetectionQueries
{
    private const int MaxSubjectLength = 128;
    private static readonly string[] SubjectTypes = ["animal", "device", "zone"];

    /// <summary>One detection; null when the farm has none of that id.</summary>
    public static async Task<DetectionView?> Detection([FromServices] IHerdStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken, int farmId, [Id] string id)
    {
        caller.RequireRead(farmId);
        return await DetectionAccess.FindAsync(store, farmId, id, cancellationToken) is { } found ? DetectionView.ForCaller(caller, found.Detection) : null;
    }

    /// <summary>What detectors found on a farm, what began last first. Every argument narrows the list; what was taken back is shown only when state asks for it.</summary>
    /// <param name="kind">Only of this kind.</param>
    /// <param name="subjectId">Only about this animal, device or zone (barn/1/zone/2).</param>
    /// <param name="state">Only those that are so now; by default those that were not taken back.</param>
    /// <param name="from">Only what had not ended before, by the time of the data.</param>
    /// <param name="to">Only what began before, by the time of the data.</param>
    /// <param name="first">Items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the item before the page.</param>
    /// <param name="subjectType">Only about animal, device or zone.</param>
    public static async Task<Connection<DetectionView>> Detections(
        [FromServices] IHerdStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken, int farmId, DetectionKind? kind, [Id] string? subjectId, DetectionState? state,
        DateTimeOffset? from, DateTimeOffset? to, int? first = 50, string? after = null, string? subjectType = null)
    {
        caller.RequireRead(farmId);
        if (from >= to) throw new InvalidArgumentException("'from' must be before 'to'.");
        Argument.MaxLength("subjectId", subjectId, MaxSubjectLength);
        if (subjectType is not null && !SubjectTypes.Contains(subjectType)) throw new InvalidArgumentException("'subjectType' must be animal, device or zone.");
        var page = PageRequest.Parse(first, after);
        var query = new HerdQuery
        {
            FarmId = farmId,
            Kind = HerdRecordKinds.Detections.Name,
            Subject = subjectType is not null && subjectId is not null ? $"{subjectType}/{subjectId}" : null,
            From = from?.ToUnixTimeMilliseconds(),
            To = to?.ToUnixTimeMilliseconds(),
            OngoingOnly = state == DetectionState.Open,
            BodyEquals = [.. BuildFilters(kind, subjectId, subjectType, state)],
            BodyNotEquals = state is null ? ("state", nameof(DetectionState.Retracted)) : null,
        };
        var found = await store.GetPageAsync(query, page.First, page.AfterKey, cancellationToken);
        return page.ToConnection(found, row => DetectionView.ForCaller(caller, HerdRecordKinds.Detections.FromRecord(row)));
    }

    /// <summary>
    /// How often each detector of a farm was right, by what people said of its detections, and what it showed on simulated herds. It follows every verdict. Detections that were taken
    /// back do not count.
    /// </summary>
    /// <param name="from">Only what was detected at or after.</param>
    /// <param name="to">Only what was detected before.</param>
    public static async Task<IEnumerable<DetectorAccuracyView>> DetectorAccuracy(
        [FromServices] IHerdStore store, [FromServices] PublishedEvaluation published, [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        int farmId, DateTimeOffset? from, DateTimeOffset? to)
    {
        caller.RequireRead(farmId);
        if (from >= to) throw new InvalidArgumentException("'from' must be before 'to'.");
        var counts = await DetectorVerdictCounts.CountAsync(store, farmId, from?.ToUnixTimeMilliseconds(), to?.ToUnixTimeMilliseconds(), cancellationToken);
        return DetectorAccuracyView.Combine(counts, published);
    }

    private static IEnumerable<(string Member, string Value)> BuildFilters(DetectionKind? kind, string? subjectId, string? subjectType, DetectionState? state)
    {
        if (kind is { } k) yield return ("kind", k.ToString());
        if (state is { } s) yield return ("state", s.ToString());
        if (subjectId is not null && subjectType is null) yield return ("subjectId", subjectId);
        if (subjectType is not null && subjectId is null) yield return ("subjectType", subjectType);
    }
}
