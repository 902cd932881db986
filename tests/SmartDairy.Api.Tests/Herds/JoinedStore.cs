using SmartDairy.Contracts;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Tests.Herds;

/// <summary>A store that tells when somebody who follows it knows its last number: whatever is written from then on he must see.</summary>
internal sealed class JoinedStore(IHerdStore store) : IHerdStore
{
    private readonly TaskCompletionSource _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Joined => _joined.Task;

    public async Task<IReadOnlyList<HerdRecord>> ListAsync(HerdQuery query, int most, CancellationToken cancellation)
    {
        var rows = await store.ListAsync(query, most, cancellation);
        if (query.Order == HerdOrder.LastWritten) _joined.TrySetResult();
        return rows;
    }

    public Task<bool> WriteAsync(IReadOnlyList<HerdWrite> writes, CancellationToken cancellation) => store.WriteAsync(writes, cancellation);

    public Task<HerdRecord?> FindAsync(int farmId, string kind, string id, CancellationToken cancellation) => store.FindAsync(farmId, kind, id, cancellation);

    public Task<Page<HerdRecord>> PageAsync(HerdQuery query, int first, string? after, CancellationToken cancellation) => store.PageAsync(query, first, after, cancellation);

    public Task KeepAsync(IReadOnlyList<HerdSnapshot> snapshots, CancellationToken cancellation) => store.KeepAsync(snapshots, cancellation);

    public Task<HerdSnapshot?> SnapshotAsync(int farmId, string kind, string id, CancellationToken cancellation) => store.SnapshotAsync(farmId, kind, id, cancellation);

    public Task ForgetAsync(int farmId, string kind, string id, CancellationToken cancellation) => store.ForgetAsync(farmId, kind, id, cancellation);
}
