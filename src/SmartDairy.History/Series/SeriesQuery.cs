using SmartDairy.Contracts.Readings;

namespace SmartDairy.History.Series;

/// <param name="Metrics">Names of the family's metrics, 1 to 32.</param>
/// <param name="From">Unix milliseconds, inclusive.</param>
/// <param name="To">Unix milliseconds, exclusive.</param>
/// <param name="Bucket">Null for raw points.</param>
/// <param name="MaxPoints">1 to 100,000 times; more are thinned so that each span keeps its lowest and highest value.</param>
public sealed record SeriesQuery(
    string DeviceId,
    ReadingFamily Family,
    IReadOnlyList<string> Metrics,
    long From,
    long To,
    Bucket? Bucket,
    int MaxPoints);
