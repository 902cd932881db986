using GraphQL;
using SmartDairy.Api.Schema.Farms;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Worklist;
using SmartDairy.GraphQL.Errors;
using SmartDairy.Herd.Worklist;

namespace SmartDairy.Api.Schema.Worklist;

/// <summary>Mutations of the worklist.</summary>
public sealed class WorklistMutations
{
    private const int MaxCommentLength = 2_000;

    /// <summary>
    /// Marks an item of today's worklist as done: it stays off the list for the rest of the farm's day unless a new cause arises. Its
    /// causes are not changed. Marking it again replaces the earlier record. NOT_FOUND when today's list has no such item.
    /// </summary>
    /// <param name="comment">Comment on the work done, up to 2,000 characters; may be omitted.</param>
    public static async Task<HandledWorkItemView> HandleWorkItem(
        [FromServices] WorklistService worklists, [FromServices] TimeProvider time, [FromServices] IGrainFactory grains,
            [Caller] ApiPrincipal caller,
        CancellationToken cancellationToken, int farmId, [Id] string id, string? comment)
    {
        caller.RequireWrite(farmId);
        Argument.MaxLength("comment", comment, MaxCommentLength);
        var list = await worklists.GetAsync(await FarmAccess.RequireAsync(grains, farmId), null, cancellationToken);
        var item = list.RankIncludingHandled().FirstOrDefault(item => item.Id == id)
            ?? throw new NotFoundException($"Today's list has no item '{ErrorText.Truncate(id)}'.", "List them with worklist.");
        var completion = new WorkItemCompletion
        {
            FarmId = farmId,
            ItemId = id,
            FarmDay = list.Date.DayNumber,
            Causes = item.CauseKeys,
            At = time.GetUtcNow().ToUnixTimeMilliseconds(),
            By = caller.Name,
            Comment = comment,
        };
        return new(await grains.GetGrain<IHerdBookGrain>(farmId).CompleteWorkItemAsync(completion));
    }
}
