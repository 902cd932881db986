namespace SmartDairy.Analytics.Cows.Deviations;

/// <summary>Location and spread that tolerate a few outliers.</summary>
internal static class RobustStatistics
{
    /// <summary>Factor from the median absolute deviation of normal values to their standard deviation.</summary>
    public const double MadToSd = 1.4826;

    /// <summary>The median; NaN without values. Reorders <paramref name="values"/>, which must be free of NaN.</summary>
    public static float Median(Span<float> values)
    {
        if (values.IsEmpty)
        {
            return float.NaN;
        }

        var middle = values.Length / 2;
        var upper = Select(values, middle);
        if (values.Length % 2 == 1)
        {
            return upper;
        }

        var lower = values[0];
        for (var i = 1; i < middle; i++)
        {
            lower = Math.Max(lower, values[i]);
        }

        return (lower + upper) / 2;
    }

    /// <summary>
    /// The median, and the standard deviation estimated from the median absolute deviation. Overwrites <paramref name="values"/>, which
    /// must be free of NaN.
    /// </summary>
    public static (float Median, float Sd) MedianAndSd(Span<float> values)
    {
        var median = Median(values);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Math.Abs(values[i] - median);
        }

        return (median, (float)(Median(values) * MadToSd));
    }

    // Hoare's quickselect: smaller values end up before the index, greater values after it.
    private static float Select(Span<float> values, int index)
    {
        int low = 0, high = values.Length - 1;
        while (low < high)
        {
            var pivot = values[(low + high) / 2];
            int left = low, right = high;
            while (left <= right)
            {
                while (values[left] < pivot)
                {
                    left++;
                }

                while (values[right] > pivot)
                {
                    right--;
                }

                if (left <= right)
                {
                    (values[left], values[right]) = (values[right], values[left]);
                    left++;
                    right--;
                }
            }

            if (index <= right)
            {
                high = right;
            }
            else if (index >= left)
            {
                low = left;
            }
            else
            {
                break;
            }
        }

        return values[index];
    }
}
