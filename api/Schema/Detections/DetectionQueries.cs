using GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Detections;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Relay;
using SmartDairy.Herd.Detections;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Schema.Detections;

/// <summary>Queries of detections and of the detectors' accuracy.</summary>
public sealed class DetectionQueries
{
    private const int MaxSubjectLength = 128;
    private static readonly string[] SubjectTypes =
        [DetectionView.AnimalSubjectType, DetectionView.DeviceSubjectType, DetectionView.ZoneSubjectType];

    /// <summary>One detection; null when the farm has no detection with this id.</summary>
    public static async Task<DetectionView?> Detection(
        [FromServices] IHerdStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken, int farmId, [Id] string id)
    {
        caller.RequireRead(farmId);
        return await DetectionAccess.FindAsync(store, farmId, id, cancellationToken) is { } found
            ? DetectionView.ForCaller(caller, found.Detection)
            : null;
    }

    /// <summary>
    /// Detections on a farm, latest start first, without retracted ones unless state is RETRACTED. Every argument narrows the list.
    /// </summary>
    /// <param name="kind">Only detections of this kind.</param>
    /// <param name="subjectId">Only detections about this animal, device or zone; a zone is written barn/1/zone/2.</param>
    /// <param name="state">Only detections currently in this state; all but retracted ones when omitted.</param>
    /// <param name="from">Only detections that ended at or after this event time or have not ended.</param>
    /// <param name="to">Only detections that started before this event time.</param>
    /// <param name="first">Maximum number of items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the last item of the previous page; omit for the first page.</param>
    /// <param name="subjectType">Only detections about subjects of this type: animal, device or zone.</param>
    public static async Task<Connection<DetectionView>> Detections(
        [FromServices] IHerdStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken, int farmId,
            DetectionKind? kind, [Id] string? subjectId, DetectionState? state,
        DateTimeOffset? from, DateTimeOffset? to, int? first = 50, string? after = null, string? subjectType = null)
    {
        caller.RequireRead(farmId);
        Argument.Ordered(from, to);
        Argument.MaxLength("subjectId", subjectId, MaxSubjectLength);
        if (subjectType is not null && !SubjectTypes.Contains(subjectType))
        {
            throw new InvalidArgumentException("'subjectType' must be animal, device or zone.");
        }

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
    /// Accuracy of each detector version by a farm's verdicts and as published for simulated herds. Retracted detections do not count.
    /// </summary>
    /// <param name="from">Only detections made at or after this event time (detectedAt).</param>
    /// <param name="to">Only detections made before this event time (detectedAt).</param>
    public static async Task<IEnumerable<DetectorAccuracyView>> DetectorAccuracy(
        [FromServices] IHerdStore store, [FromServices] PublishedEvaluation published, [Caller] ApiPrincipal caller,
            CancellationToken cancellationToken,
        int farmId, DateTimeOffset? from, DateTimeOffset? to)
    {
        caller.RequireRead(farmId);
        Argument.Ordered(from, to);
        var detectors = await SmartDairy.Herd.Detections.DetectorAccuracy.ReadAsync(
            store, published, farmId, from?.ToUnixTimeMilliseconds(), to?.ToUnixTimeMilliseconds(), cancellationToken);
        return detectors.Select(detector => DetectorAccuracyView.From(detector, published));
    }

    private static IEnumerable<(string Member, string Value)> BuildFilters(
        DetectionKind? kind, string? subjectId, string? subjectType, DetectionState? state)
    {
        if (kind is { } k)
        {
            yield return ("kind", k.ToString());
        }

        if (state is { } s)
        {
            yield return ("state", s.ToString());
        }

        if (subjectId is not null && subjectType is null)
        {
            yield return ("subjectId", subjectId);
        }

        if (subjectType is not null && subjectId is null)
        {
            yield return ("subjectType", subjectType);
        }
    }
}
