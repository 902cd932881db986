using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.Schema.Alerts;
using SmartDairy.Contracts.Barns;
using SmartDairy.GraphQL.Loading;

namespace SmartDairy.Api.Schema.Barns;

/// <summary>A barn with its newest measurements, at most one second old.</summary>
[Name("Barn")]
public sealed class BarnView
{
    private readonly BarnSnapshot? _known;

    internal BarnView(int farmId, int barnId) => (FarmId, BarnId) = (farmId, barnId);

    internal BarnView(BarnSnapshot known)
        : this(known.FarmId, known.BarnId) => _known = known;

    /// <summary>Number of the farm the barn belongs to.</summary>
    public int FarmId { get; }

    /// <summary>Number of the barn, unique on the farm.</summary>
    public int BarnId { get; }

    /// <summary>Name of the barn for people; null when it has none.</summary>
    public IDataLoaderResult<string?> Name(IResolveFieldContext context) => LoadSnapshot(context).Then(barn => barn?.Name);

    /// <summary>Zones of the barn, ordered by number.</summary>
    public IDataLoaderResult<IEnumerable<ZoneView>> Zones(IResolveFieldContext context) =>
        LoadSnapshot(context).Then(barn => (barn?.Zones ?? []).Select(zone => new ZoneView(zone)));

    /// <summary>
    /// Temperature-humidity index (THI), the mean of the zones that report temperature and humidity. Cows feel heat from 68 and suffer from
    /// 72. Null when no zone reports both.
    /// </summary>
    public IDataLoaderResult<double?> TemperatureHumidityIndex(IResolveFieldContext context)
        => LoadSnapshot(context).Then(barn => barn?.TemperatureHumidityIndex);

    /// <summary>Counts of the alerts in the barn that are not cleared.</summary>
    public IDataLoaderResult<AlertSummaryView> AlertSummary(IResolveFieldContext context) =>
        AlertLoaders.LoadCounts(context, FarmId)
        .Then(counts => SmartDairy.Api.Schema.Alerts.AlertSummaryView.From((counts ?? []).Where(count => count.BarnId == BarnId)));

    internal static string ToGrainKey(int farmId, int barnId) => $"{farmId}/{barnId}";

    private IDataLoaderResult<BarnSnapshot?> LoadSnapshot(IResolveFieldContext context) => _known is not null
        ? DataLoaderResults.FromResult(_known)
        : context.LoadFromGrain("barns", ToGrainKey(FarmId, BarnId), (grains, key) => grains.GetGrain<IBarnGrain>(key).GetAsync());
}
