using GraphQL;
using SmartDairy.History.Series;

namespace SmartDairy.Api.Schema.Readings;

/// <summary>Columns: values[i][j] is metrics[i] at times[j]; null where there is none.</summary>
[Name("Series")]
public sealed class SeriesView
{
    private readonly SeriesResult _result;

    internal SeriesView(SeriesResult result) => _result = result;

    /// <summary>As asked for; with a bucket each metric once an aggregate, as temperature_c:avg.</summary>
    public IReadOnlyList<string> Metrics => _result.Metrics;

    /// <summary>One for each of metrics.</summary>
    public IReadOnlyList<string> Units => _result.Units;

    /// <summary>Ascending; the start of the bucket where there is one.</summary>
    public IEnumerable<DateTimeOffset> Times => _result.Times.Select(time => time.ToInstant());

    /// <summary>One list for each of metrics, one value for each of times.</summary>
    public IReadOnlyList<IReadOnlyList<double?>> Values => _result.Values;

    /// <summary>Quality at each of times, 0 to 100: the message's, or 0 where one of the asked values is physically impossible; null with a bucket.</summary>
    public IEnumerable<int?>? Quality => _result.Quality?.Select(quality => (int?)quality);

    /// <summary>There is more than this shows: points were thinned, each span keeping its lowest and highest, or the bound on scanned rows was reached.</summary>
    public bool Truncated => _result.Truncated;

    /// <summary>Length of a bucket; null for raw points.</summary>
    public TimeSpan? Resolution => _result.Resolution;
}
