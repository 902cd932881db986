using Microsoft.Extensions.DependencyInjection;
using SmartDairy.Grains.Milking;
using SmartDairy.Grains.Rfid;

namespace SmartDairy.Grains;

/// <summary>Registers the services of stalls, parlors and gates.</summary>
internal static class MilkingServiceCollectionExtensions
{
    public static IServiceCollection AddMilkingAndGates(this IServiceCollection services) => services
        .AddSingleton<MilkMeterHistory>()
        .AddTransient<MilkingRecorder>()
        .AddSingleton<TagAnimalLookup>()
        .AddSingleton<TagReadHistory>()
        .AddSingleton<PassageRecorder>()
        .AddSingleton<PassageReassigner>();
}
