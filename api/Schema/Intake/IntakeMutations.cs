using GraphQL;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Farms;
using SmartDairy.GraphQL.Errors;
using SmartDairy.History;

namespace SmartDairy.Api.Schema.Intake;

/// <summary>Mutations of rejected messages.</summary>
public sealed class IntakeMutations
{
    private const int MaxIds = 1000;
    private const int FarmPageSize = 500;

    /// <summary>
    /// Processes rejected messages again, for instance after their device was registered, and returns how many are now accepted.
    /// </summary>
    /// <param name="ids">
    /// Ids of rejectedMessages, 1 to 1,000. NOT_FOUND when one is not on the caller's farms; nothing is replayed then.
    /// </param>
    public static async Task<int> ReplayRejected(
        [FromServices] IGrainFactory grains, [FromServices] IHistory history, [Caller] ApiPrincipal caller,
            CancellationToken cancellationToken,
        [Id] IReadOnlyList<string> ids)
    {
        caller.RequireScope(ApiScopes.Write);
        if (ids.Count is < 1 or > MaxIds)
        {
            throw new InvalidArgumentException($"'ids' has {ids.Count} items; it must have 1 to {MaxIds}.");
        }

        var missing = ids.ToHashSet(StringComparer.Ordinal);
        var byFarm = new List<(int FarmId, string[] Ids)>();
        await foreach (var farmId in ListFarmIdsAsync(grains, caller))
        {
            if (missing.Count == 0)
            {
                break;
            }

            var found = await history.FindRejectedAsync(farmId, missing, cancellationToken);
            if (found.Count == 0)
            {
                continue;
            }

            byFarm.Add((farmId, [.. found.Select(message => message.Id)]));
            missing.ExceptWith(byFarm[^1].Ids);
        }
        if (missing.Count > 0)
        {
            throw new NotFoundException($"{missing.Count} of these messages do not exist, such as '{TruncateId(missing.First())}'.",
                "List yours with rejectedMessages.");
        }

        var accepted = 0;
        foreach (var (farmId, found) in byFarm)
        {
            accepted += await grains.GetGrain<IFarmGrain>(farmId).ReplayRejectedAsync(found);
        }

        return accepted;
    }

    private static async IAsyncEnumerable<int> ListFarmIdsAsync(IGrainFactory grains, ApiPrincipal caller)
    {
        var directory = grains.GetGrain<IFarmDirectoryGrain>(0);
        var only = caller.Farms?.ToArray();
        string? after = null;
        while (true)
        {
            var page = await directory.ListFarmsAsync(only, FarmPageSize, after);
            foreach (var farm in page.Items)
            {
                yield return farm.Id;
            }

            if (!page.HasNext || page.Cursors.Count == 0)
            {
                yield break;
            }

            after = page.Cursors[^1];
        }
    }

    private static string TruncateId(string id) => id.Length > 64 ? id[..64] + "…" : id;
}
