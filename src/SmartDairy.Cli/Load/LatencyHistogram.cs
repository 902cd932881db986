using System.Numerics;

namespace SmartDairy.Cli.Load;

/// <summary>
/// Histogram of durations in microseconds; buckets are exact below 128 µs and at most 1.6 % wide above, as in HdrHistogram. Recording does
/// not allocate. Not safe for concurrent use: give each thread its own and combine them with <see cref="Add"/>.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 6;
    private const int SubCount = 1 << SubBits;
    private readonly long[] _counts = new long[(64 - SubBits) * SubCount];

    public long Count { get; private set; }

    /// <summary>Longest duration, exact; 0 when empty.</summary>
    public long MaxMicroseconds { get; private set; }

    public void Record(long microseconds)
    {
        var value = Math.Max(0, microseconds);
        _counts[IndexOf(value)]++;
        Count++;
        MaxMicroseconds = Math.Max(MaxMicroseconds, value);
    }

    public void Add(LatencyHistogram other)
    {
        for (var index = 0; index < _counts.Length; index++)
        {
            _counts[index] += other._counts[index];
        }

        Count += other.Count;
        MaxMicroseconds = Math.Max(MaxMicroseconds, other.MaxMicroseconds);
    }

    /// <summary>Duration in milliseconds not exceeded by a share (0 to 1) of all; null when empty.</summary>
    public double? Percentile(double share)
    {
        if (Count == 0)
        {
            return null;
        }

        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        var seen = 0L;
        for (var index = 0; index < _counts.Length; index++)
        {
            seen += _counts[index];
            if (seen >= rank)
            {
                return Math.Min(UpperEdge(index), MaxMicroseconds) / 1000.0;
            }
        }

        return MaxMicroseconds / 1000.0;
    }

    // Values below 2·SubCount are their own bucket; above, each power of two is cut into SubCount parts.
    private static int IndexOf(long value)
    {
        if (value < 2 * SubCount)
        {
            return (int)value;
        }

        var shift = BitOperations.Log2((ulong)value) - SubBits;
        return (shift * SubCount) + (int)(value >> shift);
    }

    private static long UpperEdge(int index)
    {
        if (index < 2 * SubCount)
        {
            return index;
        }

        var shift = (index / SubCount) - 1;
        return (((long)(index - (shift * SubCount)) + 1) << shift) - 1;
    }
}
