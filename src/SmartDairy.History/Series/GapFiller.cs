namespace SmartDairy.History.Series;

/// <summary>
/// Puts values into buckets that have none. Neighbours are the nearest buckets with a value, within the range that was asked for.
/// </summary>
internal static class GapFiller
{
    /// <param name="empty">True where the bucket had no value at all; an aggregate that is null for another reason stays null.</param>
    public static void FillGaps(Fill fill, List<long> times, List<double?> column, List<bool> empty)
    {
        if (fill is not (Fill.Previous or Fill.Linear))
        {
            return;
        }

        var before = -1;
        for (var i = 0; i < column.Count; i++)
        {
            if (!empty[i])
            {
                before = column[i] is null ? before : i;
                continue;
            }

            var end = i;
            while (end < column.Count && (empty[end] || column[end] is null))
            {
                end++;
            }

            for (; i < column.Count && empty[i]; i++)
            {
                column[i] = before < 0 ? null
                    : fill == Fill.Previous ? column[before]
                    : end < column.Count ? Interpolate(times, column, before, end, i)
                    : null;
            }

            i--;
        }
    }

    private static double Interpolate(List<long> times, List<double?> column, int before, int after, int at)
    {
        var share = (double)(times[at] - times[before]) / (times[after] - times[before]);
        return column[before]!.Value + (share * (column[after]!.Value - column[before]!.Value));
    }
}
