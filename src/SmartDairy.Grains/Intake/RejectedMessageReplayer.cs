using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Refusals;
using SmartDairy.History;
using SmartDairy.History.Ledger;
using SmartDairy.Protocol.Rejections;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Grains.Intake;

/// <summary>Sends refused messages through intake again, as they came, after whatever was wrong was mended.</summary>
public sealed class RejectedMessageReplayer(IHistory history, IntakeLedger ledger, IGrainFactory grains, IntakeShards shards)
{
    private const int MaxBatchSize = 1_000;

    /// <summary>Returns how many readings were accepted. A message refused again is recorded again, with its new reason.</summary>
    public async Task<int> ReplayAsync(int farmId, IReadOnlyList<string> ids, long now)
    {
        if (ids.Count is 0 or > MaxBatchSize)
        {
            throw new RefusedException(
                RefusalKind.InvalidArgument, $"ids must have 1 to {MaxBatchSize:N0} items; this call has {ids.Count:N0}.");
        }

        var rows = await history.FindRejectedAsync(farmId, [.. ids], CancellationToken.None);
        if (rows.Count < ids.Distinct(StringComparer.Ordinal).Count())
        {
            throw new RefusedException(
                RefusalKind.NotFound, "Not every id names a rejected message of this farm.", "Take ids from rejectedMessages.");
        }

        if (rows.FirstOrDefault(row => row.Truncated) is { } cut)
        {
            throw new RefusedException(
                RefusalKind.InvalidArgument, $"Message {cut.Id} was too large to be kept whole, so it cannot be replayed.");
        }

        var accepted = 0;
        foreach (var shard in rows.GroupBy(row => shards.GetShard(row.Topic)))
        {
            var messages = shard.Select(row => new ReceivedMessage
            {
                Topic = row.Topic,
                Payload = row.Payload,
                ReceivedAt = row.ReceivedAt,
                Principal = row.Principal,
                PrincipalFarmId = farmId,
                RejectionId = RejectionIds.Next(now),
            }).ToList();
            messages.ForEach(_ => ledger.MarkReceived(farmId));
            try
            {
                accepted += await grains.GetGrain<IShardGrain>(shard.Key).ConsumeAsync(new InboundBatch(messages));
            }
            finally
            {
                messages.ForEach(_ => ledger.MarkSettled(farmId));
            }
        }

        await history.MarkReplayedAsync([.. ids], now, CancellationToken.None);
        return accepted;
    }
}
