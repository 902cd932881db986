using SmartDairy.Contracts.Readings;

namespace SmartDairy.History.Series;

/// <summary>What a series query must be, whichever store answers it.</summary>
public static class SeriesQueryValidator
{
    public const int MaxMetrics = 32;
    public const int MaxPoints = 100_000;
    public const int MaxBuckets = 100_000;

    private static readonly TimeSpan MaxBucketLength = TimeSpan.FromDays(366);
    private static readonly long Earliest = new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly long Latest = new DateTimeOffset(9000, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <summary>Throws <see cref="ArgumentException"/> with a sentence for a user when the query makes no sense.</summary>
    public static void Validate(SeriesQuery query)
    {
        ThrowUnless(query.Metrics.Count is >= 1 and <= MaxMetrics, $"Ask for 1 to {MaxMetrics} metrics.");
        foreach (var name in query.Metrics)
        {
            ThrowUnless(Metrics.Find(query.Family, name) is not null, $"{name} is not a metric of {query.Family} readings.");
        }

        ThrowUnless(query.From < query.To, "The range is empty: from must be earlier than to.");
        ThrowUnless(query.From >= Earliest && query.To <= Latest, "The range must lie between the years 1900 and 9000.");
        ThrowUnless(query.MaxPoints is >= 1 and <= MaxPoints, "maxPoints must be 1 to 100,000.");
        if (query.Bucket is { } bucket)
        {
            Validate(bucket, query.To - query.From);
        }
    }

    private static void Validate(Bucket bucket, long range)
    {
        ThrowUnless(bucket.Every >= TimeSpan.FromSeconds(1)
            && bucket.Every <= MaxBucketLength, "A bucket must be 1 second to 366 days long.");
        ThrowUnless(bucket.Every.Ticks % TimeSpan.TicksPerMillisecond == 0, "A bucket must be a whole number of milliseconds.");
        ThrowUnless(bucket.Every <= TimeSpan.FromDays(1)
            || bucket.Every.Ticks % TimeSpan.TicksPerDay == 0, "A bucket longer than a day must be whole days.");
        ThrowUnless(bucket.Aggregates.Count > 0, "Ask for at least one aggregate.");
        foreach (var aggregate in bucket.Aggregates)
        {
            ThrowUnless(Enum.IsDefined(aggregate), $"{aggregate} is not an aggregate.");
        }

        ThrowUnless(Enum.IsDefined(bucket.Fill), $"{bucket.Fill} is not a fill.");
        var buckets = range / (long)bucket.Every.TotalMilliseconds;
        ThrowUnless(buckets <= MaxBuckets,
            $"The range holds {buckets} buckets, more than {MaxBuckets}: ask for a shorter range or a longer bucket.");
    }

    private static void ThrowUnless(bool condition, string sentence)
    {
        if (!condition)
        {
            throw new ArgumentException(sentence);
        }
    }
}
