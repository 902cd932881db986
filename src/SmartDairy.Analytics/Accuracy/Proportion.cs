namespace SmartDairy.Analytics.Accuracy;

/// <summary>
/// A counted proportion with Wilson's score interval (Wilson 1927), which stays within 0 and 1 and is valid for small and zero counts.
/// </summary>
/// <param name="Value">0 to 1; NaN when nothing was counted.</param>
/// <param name="Low">Lower bound at 95 %; 0 when nothing was counted.</param>
/// <param name="High">Upper bound at 95 %; 1 when nothing was counted.</param>
public readonly record struct Proportion(double Value, double Low, double High)
{
    // The 97.5th percentile of the normal distribution.
    private const double Z = 1.959963984540054;

    /// <param name="hits">0 to <paramref name="total"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="hits"/> is negative or above <paramref name="total"/>.</exception>
    public static Proportion FromCounts(long hits, long total)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, total);
        if (total == 0)
        {
            return new(double.NaN, 0, 1);
        }

        var value = (double)hits / total;
        var square = Z * Z;
        var scale = 1 + (square / total);
        var middle = (value + (square / (2 * total))) / scale;
        var half = Z / scale * Math.Sqrt((value * (1 - value) / total) + (square / (4.0 * total * total)));
        return new(value, hits == 0 ? 0 : middle - half, hits == total ? 1 : middle + half);
    }
}
