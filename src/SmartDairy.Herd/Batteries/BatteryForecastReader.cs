using SmartDairy.Analytics.Battery;
using SmartDairy.Contracts.Readings;
using SmartDairy.History;
using SmartDairy.History.Series;

namespace SmartDairy.Herd.Batteries;

/// <summary>Reads how a device's battery discharged and forecasts its end.</summary>
public static class BatteryForecastReader
{
    private const int MaxDays = 180;
    private const int FallbackDays = 30;
    private static readonly Aggregate[] Median = [Aggregate.P50];

    /// <summary>Forecasts from the daily levels of the last 180 days, or of 30 when the device reports too often to read more.</summary>
    /// <param name="history">Holds the readings.</param>
    /// <param name="deviceId">Device with the battery.</param>
    /// <param name="family">Family of the device's readings.</param>
    /// <param name="now">Moment of the forecast.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The forecast; null when the device never reported a level.</returns>
    public static async Task<BatteryForecast?> ReadAsync(
        IHistory history, string deviceId, ReadingFamily family, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var levels = await ReadLevelsAsync(history, deviceId, family, now, MaxDays, cancellationToken)
            ?? await ReadLevelsAsync(history, deviceId, family, now, FallbackDays, cancellationToken)
            ?? [];
        return BatteryForecaster.Forecast(levels, now.ToUnixTimeMilliseconds());
    }

    // Null when the device reports so often that the store does not read the whole span.
    private static async Task<IReadOnlyList<BatteryLevel>?> ReadLevelsAsync(
        IHistory history, string deviceId, ReadingFamily family, DateTimeOffset now, int days, CancellationToken cancellationToken)
    {
        var bucket = new Bucket(TimeSpan.FromDays(1), TimeZoneInfo.Utc, Median, Fill.None);
        var query = new SeriesQuery(
            deviceId,
            family,
            [Metrics.BatteryLevel],
            now.AddDays(-days).ToUnixTimeMilliseconds(),
            now.ToUnixTimeMilliseconds(),
            bucket,
            MaxDays * 2);
        var found = await history.QuerySeriesAsync(query, cancellationToken);
        if (found.Truncated && days > FallbackDays)
        {
            return null;
        }

        List<BatteryLevel> levels = [];
        for (var i = 0; i < found.Times.Count; i++)
        {
            if (found.Values[0][i] is { } percent)
            {
                levels.Add(new(found.Times[i], percent));
            }
        }

        return levels;
    }
}
