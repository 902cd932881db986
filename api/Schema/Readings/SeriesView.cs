using GraphQL;
using SmartDairy.History.Series;

namespace SmartDairy.Api.Schema.Readings;

/// <summary>Measured series as columns: values[i][j] is metrics[i] at times[j], or null when there is no value.</summary>
[Name("Series")]
public sealed class SeriesView
{
    private readonly SeriesResult _result;

    internal SeriesView(SeriesResult result) => _result = result;

    /// <summary>Names of the columns: the requested metrics, with a bucket one per aggregate, such as temperature_c:avg.</summary>
    public IReadOnlyList<string> Metrics => _result.Metrics;

    /// <summary>Units of the columns, one for each entry of metrics.</summary>
    public IReadOnlyList<string> Units => _result.Units;

    /// <summary>Event times of the rows, ascending; with a bucket, the start of each bucket.</summary>
    public IEnumerable<DateTimeOffset> Times => _result.Times.Select(time => time.ToInstant());

    /// <summary>Values by column: one list for each entry of metrics, with one value for each entry of times.</summary>
    public IReadOnlyList<IReadOnlyList<double?>> Values => _result.Values;

    /// <summary>
    /// Quality of the message at each entry of times, 0 to 100; 0 when a requested value is physically impossible. Null with a bucket.
    /// </summary>
    public IEnumerable<int?>? Quality => _result.Quality?.Select(quality => (int?)quality);

    /// <summary>
    /// True when the series is not complete: points were thinned, so that each span keeps its lowest and highest value, or the limit on
    /// scanned rows was reached.
    /// </summary>
    public bool Truncated => _result.Truncated;

    /// <summary>Length of a bucket; null for raw points.</summary>
    public TimeSpan? Resolution => _result.Resolution;
}
