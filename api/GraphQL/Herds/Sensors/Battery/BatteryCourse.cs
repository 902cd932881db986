using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Analytics.Battery;
using SmartDairy.Api.GraphQL.Alerts;
using SmartDairy.Api.GraphQL.Loading;
using SmartDairy.Api.GraphQL.Readings;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.History;
using SmartDairy.History.Series;

namespace SmartDairy.Api.GraphQL.Herds.Sensors.Battery;

/// <summary>How batteries went, read for a page of devices at once.</summary>
internal static class BatteryCourse
{
    private const int Days = 180;
    private const int FewDays = 30;
    private static readonly Aggregate[] Median = [Aggregate.P50];

    /// <summary>Null when the device never told its battery's level.</summary>
    public static IDataLoaderResult<BatteryForecast?> Forecast(IResolveFieldContext context, DeviceRegistration device)
    {
        if (MetricNames.FamilyOf(device.Type) is not { } family) return Loaded.Of<BatteryForecast>(null!);
        var services = context.RequestServices!;
        var (history, now) = (services.GetRequiredService<IHistory>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        return context.LoadBatched<(string Id, ReadingFamily Family), BatteryForecast?>(
            "battery-forecasts", (device.Id, family), (keys, cancel) => AlertLoaders.EachAsync(keys, (key, stop) => OfAsync(history, key.Id, key.Family, now, stop), cancel));
    }

    private static async Task<BatteryForecast?> OfAsync(IHistory history, string deviceId, ReadingFamily family, DateTimeOffset now, CancellationToken cancel)
    {
        var levels = await LevelsAsync(history, deviceId, family, now, Days, cancel) ?? await LevelsAsync(history, deviceId, family, now, FewDays, cancel) ?? [];
        return BatteryProjection.Of(levels, now.ToUnixTimeMilliseconds());
    }

    // Null when it talks so much that the store would not read all of it.
    private static async Task<IReadOnlyList<BatteryLevel>?> LevelsAsync(IHistory history, string deviceId, ReadingFamily family, DateTimeOffset now, int days, CancellationToken cancel)
    {
        var bucket = new Bucket(TimeSpan.FromDays(1), TimeZoneInfo.Utc, Median, Fill.None);
        var found = await history.SeriesAsync(
            new(deviceId, family, [Metrics.BatteryLevel], now.AddDays(-days).ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds(), bucket, Days * 2), cancel);
        if (found.Truncated && days > FewDays) return null;
        List<BatteryLevel> levels = [];
        for (var i = 0; i < found.Times.Count; i++)
        {
            if (found.Values[0][i] is { } percent) levels.Add(new(found.Times[i], percent));
        }

        return levels;
    }
}
