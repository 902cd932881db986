using SmartDairy.Contracts;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Tests.Herds;

/// <summary>A store that tells when somebody who follows it knows its last number: whatever is written from then on he must see.</summary>
internal sealed class FollowSignalHerdStore(IHerdStore store) : IHerdStore
{
    private readonly TaskCompletionSource _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Following => _joined.Task;

    public async Task<IReadOnlyList<HerdRecord>> ListAsync(HerdQuery query, int most, CancellationToken cancellationToken)
    {
        var rows = await store.ListAsync(query, most, cancellationToken);
        if (query.Order == HerdRecordOrder.ByRevisionDescending)
        {
            _joined.TrySetResult();
        }

        return rows;
    }

    public Task<bool> WriteAsync(IReadOnlyList<HerdWrite> writes, CancellationToken cancellationToken)
        => store.WriteAsync(writes, cancellationToken);

    public Task<HerdRecord?> FindAsync(int farmId, string kind, string id, CancellationToken cancellationToken)
        => store.FindAsync(farmId, kind, id, cancellationToken);

    public Task<Page<HerdRecord>> GetPageAsync(HerdQuery query, int first, string? after, CancellationToken cancellationToken)
        => store.GetPageAsync(query, first, after, cancellationToken);

    public Task SaveSnapshotsAsync(IReadOnlyList<ActorSnapshot> snapshots, CancellationToken cancellationToken)
        => store.SaveSnapshotsAsync(snapshots, cancellationToken);

    public Task<ActorSnapshot?> FindSnapshotAsync(int farmId, string kind, string id, CancellationToken cancellationToken)
        => store.FindSnapshotAsync(farmId, kind, id, cancellationToken);

    public Task DeleteSnapshotAsync(int farmId, string kind, string id, CancellationToken cancellationToken)
        => store.DeleteSnapshotAsync(farmId, kind, id, cancellationToken);
}
