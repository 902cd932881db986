using SmartDairy.Contracts.Readings;

namespace SmartDairy.Grains.Alerts;

/// <summary>The order in which readings are evaluated: by event time, then by message id.</summary>
public static class EvaluationOrder
{
    /// <summary>Sorts readings. Returns the list itself when it is in order, which is the usual case.</summary>
    public static IReadOnlyList<Reading> Sort(IReadOnlyList<Reading> readings)
    {
        for (var i = 1; i < readings.Count; i++)
        {
            if (Compare(readings[i - 1], readings[i]) > 0)
            {
                var sorted = new List<Reading>(readings);
                sorted.Sort(Compare);
                return sorted;
            }
        }

        return readings;
    }

    /// <summary>Compares two readings by event time, then by message id.</summary>
    public static int Compare(Reading left, Reading right)
        => left.Time != right.Time ? left.Time.CompareTo(right.Time) : left.MessageId.CompareTo(right.MessageId);
}
