using GraphQL;
using SmartDairy.Api.Schema.Animals;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.GraphQL.Errors;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Schema.Detections;

/// <summary>Mutations of detections.</summary>
public sealed class DetectionMutations
{
    private const int MaxCommentLength = 2_000;
    private const int MaxAttempts = 10;

    /// <summary>
    /// Records a person's verdict on a detection. It counts in detectorAccuracy at once, replaces an earlier verdict, and is kept when the
    /// detection is derived anew.
    /// </summary>
    /// <param name="verdict">Verdict on the detection; NONE withdraws an earlier verdict.</param>
    /// <param name="comment">Comment on the verdict, up to 2,000 characters; may be omitted.</param>
    public static async Task<DetectionView> JudgeDetection(
        [FromServices] IHerdStore store, [FromServices] IGrainFactory grains, [FromServices] TimeProvider time, [Caller] ApiPrincipal caller, CancellationToken cancellationToken,
        int farmId, [Id] string id, DetectionVerdict verdict, string? comment)
    {
        caller.RequireWrite(farmId);
        Argument.MaxLength("comment", comment, MaxCommentLength);
        var (found, _) = await DetectionAccess.RequireAsync(store, farmId, id, cancellationToken);
        if (found.SubjectType != DetectionView.AnimalSubjectType) return DetectionView.ForCaller(caller, await StoreVerdictAsync(store, time, caller, farmId, id, verdict, comment, cancellationToken));
        // The animal's actor keeps verdicts and derives detections anew, so it alone writes the animal's detections.
        var animal = grains.GetGrain<IAnimalGrain>(AnimalView.ToGrainKey(farmId, found.SubjectId));
        var judged = await animal.RecordVerdictAsync(id, verdict, caller.Name, comment) ?? throw DetectionAccess.NotFound(farmId, id);
        return DetectionView.ForCaller(caller, judged);
    }

    // When a monitor updates the detection between reading and writing, its update is kept and the verdict is added to it.
    private static async Task<Detection> StoreVerdictAsync(
        IHerdStore store, TimeProvider time, ApiPrincipal caller, int farmId, string id, DetectionVerdict verdict, string? comment, CancellationToken cancellationToken)
    {
        for (var left = MaxAttempts; left > 0; left--)
        {
            var (detection, row) = await DetectionAccess.RequireAsync(store, farmId, id, cancellationToken);
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            var judged = verdict == DetectionVerdict.None
                ? detection with { Verdict = verdict, VerdictAt = null, VerdictBy = null, VerdictComment = null }
                : detection with { Verdict = verdict, VerdictAt = now, VerdictBy = caller.Name, VerdictComment = comment };
            if (await store.WriteAsync([HerdRecordKinds.Detections.ToWrite(judged, now, row.Revision)], cancellationToken)) return judged;
        }
        throw new ConflictException($"Detection '{ErrorText.Truncate(id)}' changes all the time.", "Try again.");
    }
}
