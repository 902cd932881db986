using SmartDairy.History.Herds;

namespace SmartDairy.Grains.Parts;

/// <summary>Decides when an actor saves a snapshot of what it learned. A snapshot bounds the history that is read at the next activation; it is never the only copy.</summary>
/// <param name="save">Takes a snapshot to be written later; losing one costs a longer replay.</param>
/// <param name="interval">The event time between two snapshots.</param>
public sealed class SnapshotKeeper(Action<ActorSnapshot> save, TimeSpan interval)
{
    /// <summary>The event time the last snapshot covers, Unix milliseconds; 0 while there is none.</summary>
    public long CoveredUntil { get; private set; }

    /// <summary>Notes what the snapshot covers that the actor was restored from; 0 when it was restored from none.</summary>
    public void MarkRestored(long asOf) => CoveredUntil = asOf;

    /// <summary>Saves a snapshot when the last one lies an interval back.</summary>
    /// <param name="asOf">The event time the actor has taken in, Unix milliseconds.</param>
    public void SaveIfDue(long asOf, Func<ActorSnapshot> create)
    {
        if (asOf >= CoveredUntil + (long)interval.TotalMilliseconds)
        {
            Save(create());
        }
    }

    /// <summary>Saves a snapshot when the actor has taken in anything since the last one; called at deactivation.</summary>
    /// <param name="asOf">The event time the actor has taken in, Unix milliseconds.</param>
    public void SaveIfNewer(long asOf, Func<ActorSnapshot> create)
    {
        if (asOf > CoveredUntil)
        {
            Save(create());
        }
    }

    /// <summary>Saves a snapshot whatever the last one covers.</summary>
    public void Save(ActorSnapshot snapshot)
    {
        CoveredUntil = snapshot.AsOf;
        save(snapshot);
    }
}
