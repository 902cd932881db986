using Microsoft.Extensions.DependencyInjection;
using SmartDairy.Grains.Milking;
using SmartDairy.Grains.Rfid;

namespace SmartDairy.Grains;

/// <summary>What stalls, parlors and gates need.</summary>
internal static class ParlorServices
{
    public static IServiceCollection AddParlor(this IServiceCollection services) => services
        .AddSingleton<StallMeters>()
        .AddTransient<StallDesk>()
        .AddSingleton<TagOwners>()
        .AddSingleton<GateReaders>()
        .AddSingleton<GateDesk>()
        .AddSingleton<PassageRepair>();
}
