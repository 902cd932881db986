namespace SmartDairy.Analytics.Cows.Deviations;

/// <summary>Location and spread that a few odd values do not move.</summary>
internal static class RobustStatistics
{
    /// <summary>Turns the median absolute deviation of normal values into their standard deviation.</summary>
    public const double MadToSd = 1.4826;

    /// <summary>The median, NaN of nothing. Reorders <paramref name="values"/>, which must be free of NaN.</summary>
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

    /// <summary>The median and the standard deviation by the median absolute deviation. Overwrites <paramref name="values"/>, which must be free of NaN.</summary>
    public static (float Median, float Sd) MedianAndSd(Span<float> values)
    {
        var median = Median(values);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Math.Abs(values[i] - median);
        }

        return (median, (float)(Median(values) * MadToSd));
    }

    // Hoare's selection: what is smaller comes before the place, what is greater after it.
    private static float Select(Span<float> values, int place)
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

            if (place <= right)
            {
                high = right;
            }
            else if (place >= left)
            {
                low = left;
            }
            else
            {
                break;
            }
        }

        return values[place];
    }
}
