using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.GraphQL.Loading;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Api.Schema.Batteries;

namespace SmartDairy.Api.Schema.Devices;

public sealed partial class DeviceView
{
    private const int BatteryCost = 20;

    /// <summary>How its battery goes and when it needs changing, from up to 180 days; null when it never told a level.</summary>
    /// <param name="dutyCycle">What it does and draws, to compare with; none when left out.</param>
    [PageCost(BatteryCost)]
    public IDataLoaderResult<BatteryView?> Battery(IResolveFieldContext context, DutyCycleInput? dutyCycle)
    {
        var life = dutyCycle?.ToBatteryLife();
        var now = context.RequestServices!.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();
        return BatteryForecastLoader.Load(context, _registration).Then(forecast => forecast is null ? null : new BatteryView(forecast, life, now));
    }
}
