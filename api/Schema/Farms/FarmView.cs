using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.Schema.Alerts;
using SmartDairy.Api.Schema.Barns;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Farms;
using SmartDairy.GraphQL.Loading;

namespace SmartDairy.Api.Schema.Farms;

/// <summary>A farm. Access is granted by farm, and days are counted in its time zone.</summary>
[Name("Farm")]
public sealed class FarmView
{
    private FarmView(FarmSnapshot farm) => (Id, Name, TimeZone) = (farm.Id, farm.Name, farm.TimeZone);

    /// <summary>Number of the farm, part of every MQTT topic of its devices.</summary>
    public int Id { get; }

    /// <summary>Name of the farm for people.</summary>
    public string Name { get; }

    /// <summary>IANA time zone of the farm, such as Europe/Berlin; days are counted in it.</summary>
    public string TimeZone { get; }

    /// <summary>Barns in which devices are registered, ordered by number.</summary>
    public IDataLoaderResult<IEnumerable<BarnView>> Barns(IResolveFieldContext context) => context
        .LoadFromGrain("farm-barns", Id, async (grains, id) => await grains.GetGrain<IFarmGrain>(id).ListBarnIdsAsync() ?? null)
        .Then(numbers => (numbers ?? []).Select(number => new BarnView(Id, number)));

    /// <summary>Counts of the alerts on the farm that are not cleared.</summary>
    public IDataLoaderResult<AlertSummaryView> AlertSummary(IResolveFieldContext context) =>
        AlertLoaders.LoadCounts(context, Id).Then(counts => SmartDairy.Api.Schema.Alerts.AlertSummaryView.From(counts ?? []));

    internal static FarmView ForCaller(ApiPrincipal caller, FarmSnapshot farm)
    {
        caller.RequireFarm(farm.Id);
        return new(farm);
    }
}
