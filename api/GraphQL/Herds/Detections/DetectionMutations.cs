using GraphQL;
using SmartDairy.Api.GraphQL.Alerts;
using SmartDairy.Api.GraphQL.Animals;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.GraphQL.Herds.Detections;

/// <summary>What is done with detections.</summary>
public sealed class DetectionMutations
{
    private const int LongestText = 2_000;
    private const int Tries = 10;

    /// <summary>Says what a person found: whether the detector was right. It counts for detectorAccuracy at once, and stays when the detection is derived anew. The last verdict holds.</summary>
    /// <param name="verdict">NONE takes an earlier verdict back.</param>
    /// <param name="comment">Up to 2,000 characters.</param>
    public static async Task<DetectionView> JudgeDetection(
        [FromServices] IHerdStore store, [FromServices] IGrainFactory grains, [FromServices] TimeProvider time, [Caller] ApiPrincipal caller, CancellationToken cancel,
        int farmId, [Id] string id, Verdict verdict, string? comment)
    {
        caller.RequireWrite(farmId);
        Bound.Length("comment", comment, LongestText);
        var (found, _) = await DetectionGate.RequireAsync(store, farmId, id, cancel);
        if (found.SubjectType != DetectionView.AnimalSubject) return DetectionView.For(caller, await WriteAsync(store, time, caller, farmId, id, verdict, comment, cancel));
        // Her actor remembers verdicts and derives detections anew: it alone writes hers.
        var animal = grains.GetGrain<IAnimalGrain>(Animal.Key(farmId, found.SubjectId));
        var judged = await animal.JudgeDetectionAsync(id, verdict, caller.Name, comment) ?? throw DetectionGate.Missing(farmId, id);
        return DetectionView.For(caller, judged);
    }

    // A watch that finds the detection again between reading and writing wins, and the verdict is put on what it wrote.
    private static async Task<Detection> WriteAsync(
        IHerdStore store, TimeProvider time, ApiPrincipal caller, int farmId, string id, Verdict verdict, string? comment, CancellationToken cancel)
    {
        for (var left = Tries; left > 0; left--)
        {
            var (detection, row) = await DetectionGate.RequireAsync(store, farmId, id, cancel);
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            var judged = verdict == Verdict.None
                ? detection with { Verdict = verdict, VerdictAt = null, VerdictBy = null, VerdictComment = null }
                : detection with { Verdict = verdict, VerdictAt = now, VerdictBy = caller.Name, VerdictComment = comment };
            if (await store.WriteAsync([HerdKinds.Detections.Write(judged, now, row.Revision)], cancel)) return judged;
        }
        throw new ConflictException($"Detection '{Shown.Of(id)}' changes all the time.", "Try again.");
    }
}
