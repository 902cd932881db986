namespace SmartDairy.History.Series;

/// <param name="Every">1 second to 366 days. Whole days follow the calendar of the time zone: a day of daylight saving is 23 or 25 hours long.</param>
/// <param name="TimeZone">Buckets are aligned to local midnight of this IANA zone.</param>
/// <param name="Aggregates">At least one.</param>
public sealed record Bucket(TimeSpan Every, TimeZoneInfo TimeZone, IReadOnlyList<Aggregate> Aggregates, Fill Fill);
