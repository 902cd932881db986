using GraphQL;
using SmartDairy.Api.Schema.Animals;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Barns;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Devices;
using SmartDairy.GraphQL.Errors;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Schema.Detections;

/// <summary>Mutations of detections.</summary>
public sealed class DetectionMutations
{
    private const int MaxCommentLength = 2_000;

    /// <summary>
    /// Records a person's verdict on a detection. It counts in detectorAccuracy at once, replaces an earlier verdict, and is kept when the
    /// detection is derived anew.
    /// </summary>
    /// <param name="verdict">Verdict on the detection; NONE withdraws an earlier verdict.</param>
    /// <param name="comment">Comment on the verdict, up to 2,000 characters; may be omitted.</param>
    public static async Task<DetectionView> JudgeDetection(
        [FromServices] IHerdStore store, [FromServices] IGrainFactory grains, [Caller] ApiPrincipal caller,
            CancellationToken cancellationToken,
        int farmId, [Id] string id, DetectionVerdict verdict, string? comment)
    {
        caller.RequireWrite(farmId);
        Argument.MaxLength("comment", comment, MaxCommentLength);
        var (found, _) = await DetectionAccess.RequireAsync(store, farmId, id, cancellationToken);
        var judged = await RecordVerdictAsync(grains, found, verdict, caller.Name, comment);
        return DetectionView.ForCaller(caller, judged ?? throw DetectionAccess.NotFound(farmId, id));
    }

    // The actor of the subject derives the detection anew and writes its row.
    private static Task<Detection?> RecordVerdictAsync(
        IGrainFactory grains, Detection found, DetectionVerdict verdict, string by, string? comment)
        => found.SubjectType switch
        {
            DetectionView.AnimalSubjectType => grains.GetGrain<IAnimalGrain>(AnimalView.ToGrainKey(found.FarmId, found.SubjectId))
                .RecordVerdictAsync(found.Id, verdict, by, comment),
            DetectionView.DeviceSubjectType => grains.GetGrain<IDeviceGrain>(found.SubjectId)
                .RecordVerdictAsync(found.FarmId, found.Id, verdict, by, comment),
            DetectionView.ZoneSubjectType when BarnOf(found.SubjectId) is { } barn =>
                grains.GetGrain<IBarnClimateGrain>($"{found.FarmId}/{barn}")
                .RecordVerdictAsync(found.Id, verdict, by, comment),
            _ => Task.FromResult<Detection?>(null),
        };

    // A zone's id is barn/1/zone/2.
    private static string? BarnOf(string zone) => zone.Split('/') is ["barn", var barn, ..] ? barn : null;
}
