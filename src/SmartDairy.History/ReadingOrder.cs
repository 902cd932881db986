using SmartDairy.Contracts.Readings;

namespace SmartDairy.History;

/// <summary>
/// The order that readings are judged in: by time and message id; by device where those are the same, so that every store gives the same
/// list.
/// </summary>
internal static class ReadingOrder
{
    public static readonly Comparison<Reading> OldestFirst = static (left, right) =>
        left.Time != right.Time ? left.Time.CompareTo(right.Time)
            : left.MessageId != right.MessageId ? left.MessageId.CompareTo(right.MessageId)
            : string.CompareOrdinal(left.DeviceId, right.DeviceId);

    /// <summary>Sorts what was found, and keeps the newest of it when there is more than wanted.</summary>
    public static IReadOnlyList<Reading> SortAndTakeNewest(List<Reading> found, int limit)
    {
        found.Sort(OldestFirst);
        return found.Count <= limit ? found : found[^limit..];
    }
}
