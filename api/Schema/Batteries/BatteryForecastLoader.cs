using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Analytics.Battery;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.GraphQL.Loading;
using SmartDairy.Herd;
using SmartDairy.Herd.Batteries;
using SmartDairy.History;

namespace SmartDairy.Api.Schema.Batteries;

/// <summary>Loads battery forecasts for a page of devices in one batch.</summary>
internal static class BatteryForecastLoader
{
    /// <summary>Null when the device never reported a battery level.</summary>
    public static IDataLoaderResult<BatteryForecast?> Load(IResolveFieldContext context, DeviceRegistration device)
    {
        if (device.Type.ToReadingFamily() is not { } family)
        {
            return DataLoaderResults.FromResult<BatteryForecast>(null!);
        }

        var services = context.RequestServices!;
        var (history, now) = (services.GetRequiredService<IHistory>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        return context.LoadBatched<(string Id, ReadingFamily Family), BatteryForecast?>(
            "battery-forecasts",
            (device.Id, family),
            (keys, cancellationToken) => ParallelLookup.LoadEachAsync(
                keys, (key, stop) => BatteryForecastReader.ReadAsync(history, key.Id, key.Family, now, stop), cancellationToken));
    }
}
