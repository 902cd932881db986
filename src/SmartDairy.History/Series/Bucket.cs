namespace SmartDairy.History.Series;

/// <param name="Every">1 second to 366 days. Whole days follow the calendar of the time zone: a day of daylight saving is 23 or 25 hours
/// long; longer than a day it must be whole days. Several days are counted from Monday, 1 January of the year 1.</param>
/// <param name="TimeZone">Buckets are aligned to local midnight of this IANA zone and go on in elapsed time; the last of a day ends with
/// the day. The first may start before the range.</param>
/// <param name="Aggregates">At least one.</param>
public sealed record Bucket(TimeSpan Every, TimeZoneInfo TimeZone, IReadOnlyList<Aggregate> Aggregates, Fill Fill);
