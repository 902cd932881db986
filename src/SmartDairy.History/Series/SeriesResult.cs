namespace SmartDairy.History.Series;

/// <summary>Columns: <c>Values[i][j]</c> is <c>Metrics[i]</c> at <c>Times[j]</c>, null where there is none.</summary>
/// <param name="Metrics">As asked; with a bucket each metric once an aggregate, as <c>temperature_c:avg</c>.</param>
/// <param name="Times">Unix milliseconds, ascending; the start of the bucket when there is one.</param>
/// <param name="Quality">The message's quality at each time, 0 when one of the values asked for is physically impossible; null when
/// bucketed.</param>
/// <param name="Truncated">Points were thinned, or the store's bound on scanned rows was reached.</param>
/// <param name="Resolution">The bucket's length; null for raw points.</param>
public sealed record SeriesResult(
    IReadOnlyList<string> Metrics,
    IReadOnlyList<string> Units,
    IReadOnlyList<long> Times,
    IReadOnlyList<IReadOnlyList<double?>> Values,
    IReadOnlyList<int>? Quality,
    bool Truncated,
    TimeSpan? Resolution);
