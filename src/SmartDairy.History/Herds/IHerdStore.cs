using SmartDairy.Contracts;

namespace SmartDairy.History.Herds;

/// <summary>
/// What is known of a herd beside its readings: life events, bindings, milkings, passages, detections, calibrations. Writes of many actors
/// share commits and complete only once they would survive the loss of power. Every method throws <see cref="HistoryUnavailableException"/>
/// when the store is away; nothing of a write is then stored, or all of it is.
/// </summary>
public interface IHerdStore
{
    /// <summary>
    /// Writes all or none. False, and nothing is written, when a row is not at the revision it was expected at. At most 10,000 rows, each
    /// once.
    /// </summary>
    Task<bool> WriteAsync(IReadOnlyList<HerdWrite> writes, CancellationToken cancellationToken);

    /// <summary>Null when there is none.</summary>
    Task<HerdRecord?> FindAsync(int farmId, string kind, string id, CancellationToken cancellationToken);

    /// <summary>Everything asked for, at most <paramref name="limit"/> of it, in the query's order.</summary>
    Task<IReadOnlyList<HerdRecord>> ListAsync(HerdQuery query, int limit, CancellationToken cancellationToken);

    /// <summary>One page. <paramref name="after"/> is a cursor of an earlier page of the same query, or null.</summary>
    Task<Page<HerdRecord>> GetPageAsync(HerdQuery query, int first, string? after, CancellationToken cancellationToken);

    /// <summary>Keeps each, in place of the one before it of the same kind and id.</summary>
    Task SaveSnapshotsAsync(IReadOnlyList<ActorSnapshot> snapshots, CancellationToken cancellationToken);

    /// <summary>Null when none is kept.</summary>
    Task<ActorSnapshot?> FindSnapshotAsync(int farmId, string kind, string id, CancellationToken cancellationToken);

    /// <summary>Forgets it; nothing happens when there is none.</summary>
    Task DeleteSnapshotAsync(int farmId, string kind, string id, CancellationToken cancellationToken);
}
