using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.GraphQL.Loading;
using SmartDairy.Api.Schema.Alerts;
using SmartDairy.Contracts.Barns;

namespace SmartDairy.Api.Schema.Barns;

/// <summary>A barn. What is said of it is at most a second old.</summary>
[Name("Barn")]
public sealed class BarnView
{
    private readonly BarnSnapshot? _known;

    internal BarnView(int farmId, int barnId) => (FarmId, BarnId) = (farmId, barnId);

    internal BarnView(BarnSnapshot known)
        : this(known.FarmId, known.BarnId) => _known = known;

    /// <summary>The farm it stands on.</summary>
    public int FarmId { get; }

    /// <summary>Its number on the farm.</summary>
    public int BarnId { get; }

    /// <summary>What people call it; null when it has no name.</summary>
    public IDataLoaderResult<string?> Name(IResolveFieldContext context) => LoadSnapshot(context).Then(barn => barn?.Name);

    /// <summary>Its zones, by number.</summary>
    public IDataLoaderResult<IEnumerable<ZoneView>> Zones(IResolveFieldContext context) =>
        LoadSnapshot(context).Then(barn => (barn?.Zones ?? []).Select(zone => new ZoneView(zone)));

    /// <summary>Mean over the zones that report both temperature and humidity: from 68 a cow feels it, from 72 she suffers. Null when no zone does.</summary>
    public IDataLoaderResult<double?> TemperatureHumidityIndex(IResolveFieldContext context) => LoadSnapshot(context).Then(barn => barn?.TemperatureHumidityIndex);

    /// <summary>Its alerts that are not over, in numbers.</summary>
    public IDataLoaderResult<AlertSummaryView> AlertSummary(IResolveFieldContext context) =>
        AlertLoaders.LoadCounts(context, FarmId).Then(counts => SmartDairy.Api.Schema.Alerts.AlertSummaryView.From((counts ?? []).Where(count => count.BarnId == BarnId)));

    internal static string ToGrainKey(int farmId, int barnId) => $"{farmId}/{barnId}";

    private IDataLoaderResult<BarnSnapshot?> LoadSnapshot(IResolveFieldContext context) => _known is not null
        ? DataLoaderResults.FromResult(_known)
        : context.LoadFromGrain("barns", ToGrainKey(FarmId, BarnId), (grains, key) => grains.GetGrain<IBarnGrain>(key).GetAsync());
}
