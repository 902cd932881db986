using GraphQL;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.History.Series;

namespace SmartDairy.Api.Schema.Readings;

/// <summary>How a series is put into rows of equal length.</summary>
[Name("Bucket")]
public sealed class BucketInput
{
    private static readonly TimeSpan MinLength = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxLength = TimeSpan.FromDays(366);

    /// <summary>Length of a bucket, PT1S to P366D. Whole days follow the calendar of the time zone.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>Buckets are aligned to local midnight of this IANA zone.</summary>
    [DefaultLiteral("\"UTC\"")]
    public string? TimeZone { get; init; }

    /// <summary>How the values of a bucket become one; each gives a row of values a metric.</summary>
    [DefaultLiteral("[AVG]")]
    public IReadOnlyList<Aggregate>? Aggregates { get; init; }

    /// <summary>What stands in a bucket without values.</summary>
    [DefaultLiteral("NONE")]
    public Fill? Fill { get; init; }

    internal Bucket ToBucket()
    {
        if (Every < MinLength || Every > MaxLength) throw new InvalidArgumentException("'bucket.every' must be from PT1S to P366D.");
        var zone = TimeZone ?? "UTC";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
            throw new InvalidArgumentException($"'{zone}' is not a time zone.", "Use an IANA name such as Europe/Berlin.");
        if (Aggregates is { Count: 0 }) throw new InvalidArgumentException("'bucket.aggregates' is empty.", "Name at least one, such as AVG.");
        return new(Every, found, [.. (Aggregates ?? [Aggregate.Avg]).Distinct()], Fill ?? History.Series.Fill.None);
    }
}
