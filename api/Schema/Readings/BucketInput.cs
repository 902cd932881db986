using GraphQL;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Typing;
using SmartDairy.History.Series;

namespace SmartDairy.Api.Schema.Readings;

/// <summary>Division of a series into buckets of equal length.</summary>
[Name("Bucket")]
public sealed class BucketInput
{
    private static readonly TimeSpan MinLength = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxLength = TimeSpan.FromDays(366);

    /// <summary>Length of a bucket, PT1S to P366D. Buckets of whole days follow the calendar of the time zone.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>IANA time zone to whose local midnight buckets are aligned, such as Europe/Berlin.</summary>
    [DefaultLiteral("\"UTC\"")]
    public string? TimeZone { get; init; }

    /// <summary>Functions that combine the values of a bucket; each adds one column per metric.</summary>
    [DefaultLiteral("[AVG]")]
    public IReadOnlyList<Aggregate>? Aggregates { get; init; }

    /// <summary>Content of a bucket without values.</summary>
    [DefaultLiteral("NONE")]
    public Fill? Fill { get; init; }

    internal Bucket ToBucket()
    {
        if (Every < MinLength || Every > MaxLength)
        {
            throw new InvalidArgumentException("'bucket.every' must be from PT1S to P366D.");
        }

        var zone = TimeZone ?? "UTC";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
        {
            throw new InvalidArgumentException($"'{zone}' is not a time zone.", "Use an IANA name such as Europe/Berlin.");
        }

        if (Aggregates is { Count: 0 })
        {
            throw new InvalidArgumentException("'bucket.aggregates' is empty.", "Name at least one, such as AVG.");
        }

        return new(Every, found, [.. (Aggregates ?? [Aggregate.Avg]).Distinct()], Fill ?? History.Series.Fill.None);
    }
}
