using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.Schema.Batteries;
using SmartDairy.GraphQL.Loading;
using SmartDairy.GraphQL.Typing;

namespace SmartDairy.Api.Schema.Devices;

public sealed partial class DeviceView
{
    private const int BatteryCost = 20;

    /// <summary>Battery level and forecast, from up to 180 days of data; null when the device never reported a battery level.</summary>
    /// <param name="dutyCycle">Battery capacity and currents to compare the measured discharge with; no comparison when omitted.</param>
    [PageCost(BatteryCost)]
    public IDataLoaderResult<BatteryView?> Battery(IResolveFieldContext context, DutyCycleInput? dutyCycle)
    {
        var life = dutyCycle?.ToBatteryLife();
        var now = context.RequestServices!.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();
        return BatteryForecastLoader.Load(context, _registration)
            .Then(forecast => forecast is null ? null : new BatteryView(forecast, life, now));
    }
}
