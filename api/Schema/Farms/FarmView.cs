using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.GraphQL.Loading;
using SmartDairy.Api.Schema.Alerts;
using SmartDairy.Api.Schema.Barns;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Farms;

namespace SmartDairy.Api.Schema.Farms;

/// <summary>A farm: the unit of access, and of the days that everything is counted in.</summary>
[Name("Farm")]
public sealed class FarmView
{
    private FarmView(FarmSnapshot farm) => (Id, Name, TimeZone) = (farm.Id, farm.Name, farm.TimeZone);

    /// <summary>Number of the farm.</summary>
    public int Id { get; }

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>IANA name, such as Europe/Berlin. Days and milkings follow it.</summary>
    public string TimeZone { get; }

    /// <summary>The barns that devices stand in, by number.</summary>
    public IDataLoaderResult<IEnumerable<BarnView>> Barns(IResolveFieldContext context) => context
        .LoadFromGrain("farm-barns", Id, async (grains, id) => await grains.GetGrain<IFarmGrain>(id).ListBarnIdsAsync() ?? null)
        .Then(numbers => (numbers ?? []).Select(number => new BarnView(Id, number)));

    /// <summary>Its alerts that are not over, in numbers.</summary>
    public IDataLoaderResult<AlertSummaryView> AlertSummary(IResolveFieldContext context) =>
        AlertLoaders.LoadCounts(context, Id).Then(counts => SmartDairy.Api.Schema.Alerts.AlertSummaryView.From(counts ?? []));

    internal static FarmView ForCaller(ApiPrincipal caller, FarmSnapshot farm)
    {
        caller.RequireFarm(farm.Id);
        return new(farm);
    }
}
