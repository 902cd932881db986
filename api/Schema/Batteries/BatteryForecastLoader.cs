using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Analytics.Battery;
using SmartDairy.Api.Schema.Alerts;
using SmartDairy.Api.Schema.Readings;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.GraphQL.Loading;
using SmartDairy.History;
using SmartDairy.History.Series;

namespace SmartDairy.Api.Schema.Batteries;

/// <summary>Loads battery forecasts for a page of devices in one batch.</summary>
internal static class BatteryForecastLoader
{
    private const int MaxDays = 180;
    private const int FallbackDays = 30;
    private static readonly Aggregate[] Median = [Aggregate.P50];

    /// <summary>Null when the device never reported a battery level.</summary>
    public static IDataLoaderResult<BatteryForecast?> Load(IResolveFieldContext context, DeviceRegistration device)
    {
        if (MetricNames.ToReadingFamily(device.Type) is not { } family) return DataLoaderResults.FromResult<BatteryForecast>(null!);
        var services = context.RequestServices!;
        var (history, now) = (services.GetRequiredService<IHistory>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        return context.LoadBatched<(string Id, ReadingFamily Family), BatteryForecast?>(
            "battery-forecasts", (device.Id, family), (keys, cancel) => AlertLoaders.LoadEachAsync(keys, (key, stop) => ForecastAsync(history, key.Id, key.Family, now, stop), cancel));
    }

    private static async Task<BatteryForecast?> ForecastAsync(IHistory history, string deviceId, ReadingFamily family, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var levels = await ReadLevelsAsync(history, deviceId, family, now, MaxDays, cancellationToken) ?? await ReadLevelsAsync(history, deviceId, family, now, FallbackDays, cancellationToken) ?? [];
        return BatteryForecaster.Forecast(levels, now.ToUnixTimeMilliseconds());
    }

    // Null when the device sends so much that the store would not read the whole span.
    private static async Task<IReadOnlyList<BatteryLevel>?> ReadLevelsAsync(IHistory history, string deviceId, ReadingFamily family, DateTimeOffset now, int days, CancellationToken cancellationToken)
    {
        var bucket = new Bucket(TimeSpan.FromDays(1), TimeZoneInfo.Utc, Median, Fill.None);
        var found = await history.QuerySeriesAsync(
            new(deviceId, family, [Metrics.BatteryLevel], now.AddDays(-days).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), bucket, MaxDays * 2), cancellationToken);
        if (found.Truncated && days > FallbackDays) return null;
        List<BatteryLevel> levels = [];
        for (var i = 0; i < found.Times.Count; i++)
        {
            if (found.Values[0][i] is { } percent) levels.Add(new(found.Times[i], percent));
        }

        return levels;
    }
}
