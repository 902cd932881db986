using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.GraphQL.Alerts;
using SmartDairy.Api.GraphQL.Barns;
using SmartDairy.Api.GraphQL.Loading;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Farms;

namespace SmartDairy.Api.GraphQL.Farms;

/// <summary>A farm: the unit of access, and of the days that everything is counted in.</summary>
public sealed class Farm
{
    private Farm(FarmSnapshot farm) => (Id, Name, TimeZone) = (farm.Id, farm.Name, farm.TimeZone);

    /// <summary>Number of the farm.</summary>
    public int Id { get; }

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>IANA name, such as Europe/Berlin. Days and milkings follow it.</summary>
    public string TimeZone { get; }

    /// <summary>The barns that devices stand in, by number.</summary>
    public IDataLoaderResult<IEnumerable<Barn>> Barns(IResolveFieldContext context) => context
        .LoadFromGrain("farm-barns", Id, async (grains, id) => await grains.GetGrain<IFarmGrain>(id).BarnsAsync() ?? null)
        .Then(numbers => (numbers ?? []).Select(number => new Barn(Id, number)));

    /// <summary>Its alerts that are not over, in numbers.</summary>
    public IDataLoaderResult<AlertSummary> AlertSummary(IResolveFieldContext context) =>
        AlertLoaders.Counts(context, Id).Then(counts => Alerts.AlertSummary.Of(counts ?? []));

    internal static Farm For(ApiPrincipal caller, FarmSnapshot farm)
    {
        caller.RequireFarm(farm.Id);
        return new(farm);
    }
}
