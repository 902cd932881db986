using SmartDairy.Contracts.Readings;
using SmartDairy.History.Series;

namespace SmartDairy.Testing.History;

/// <summary>A random series query and the readings it is asked of.</summary>
/// <param name="Points">Offset from <paramref name="From"/> in seconds, temperature (NaN for none), humidity, whether the temperature is
/// impossible, quality.</param>
public sealed record SeriesCase(
    string Zone,
    long From,
    long Length,
    int EveryMinutes,
    Fill Fill,
    Aggregate[] Aggregates,
    (int Offset, double Temperature, double Humidity, bool Impossible, int Quality)[] Points)
{
    public long To => From + Length;

    public TimeZoneInfo TimeZone => TimeZoneInfo.FindSystemTimeZoneById(Zone);

    public List<Reading> CreateReadings(string device)
        => [.. Points.Select(
            (point, i) => Sample.Environment(device, From + (point.Offset * 1000L), i, point.Temperature, point.Humidity) with
        {
            OutOfRange = point.Impossible ? 1u : 0,
            Quality = point.Quality,
        })];

    public SeriesQuery CreateQuery(string device)
        => Sample.Series(device, From, To, new Bucket(TimeSpan.FromMinutes(EveryMinutes), TimeZone, Aggregates, Fill));
}
