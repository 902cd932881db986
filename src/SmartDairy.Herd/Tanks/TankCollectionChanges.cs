using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Refusals;

namespace SmartDairy.Herd.Tanks;

/// <summary>Decides how recording and retracting change a tank collection that may be stored already.</summary>
public static class TankCollectionChanges
{
    /// <summary>
    /// Records a collection. The same content under the same id is the stored collection; who recorded it, and when, stays.
    /// </summary>
    /// <param name="known">Collection stored under that id; null when there is none.</param>
    /// <param name="collection">Collection to record.</param>
    /// <exception cref="RefusedException">CONFLICT: another collection has that id.</exception>
    public static TankCollection Record(TankCollection? known, TankCollection collection)
    {
        if (known is null)
        {
            return collection;
        }

        return collection with { RecordedAt = known.RecordedAt, RecordedBy = known.RecordedBy } == known
            ? known
            : throw new RefusedException(
                RefusalKind.Conflict, $"Farm {collection.FarmId} has another collection '{collection.Id}'.",
                "Leave the id out, or retract that one.");
    }

    /// <summary>Retracts a collection; null when there is none. A collection that is retracted already stays as it is.</summary>
    /// <param name="known">Collection stored under that id; null when there is none.</param>
    public static TankCollection? Retract(TankCollection? known)
        => known is null or { Retracted: true } ? known : known with { Retracted = true };
}
