using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.Schema.AnimalEvents;
using SmartDairy.Api.Schema.Bindings;
using SmartDairy.Api.Schema.Detections;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.GraphQL.Loading;
using SmartDairy.GraphQL.Relay;
using SmartDairy.GraphQL.Typing;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Places;

namespace SmartDairy.Api.Schema.Animals;

/// <content>The animal's recorded events and the status that follows from them.</content>
public sealed partial class AnimalView
{
    private const long Day = 86_400_000;

    /// <summary>Id of the animal in an official scheme; null when it has none.</summary>
    public OfficialIdView? OfficialId => _registration.OfficialId is { } id ? new(id) : null;

    /// <summary>Sex of the animal, as registered.</summary>
    public Sex Sex => _registration.Sex;

    /// <summary>Breed of the animal; null when unknown.</summary>
    public string? Breed => _registration.Breed;

    /// <summary>Place the animal is kept at now, such as barn/2 or barn/2/zone/3; null when unknown.</summary>
    public IDataLoaderResult<string?> Place(IResolveFieldContext context)
    {
        var now = AnimalLoaders.GetNow(context);
        return AnimalLoaders.LoadBindings(context, FarmId, Id)
            .Then(bindings => AnimalPlaces.PlaceAt(_registration.Place, bindings ?? [], now));
    }

    /// <summary>Number of calvings so far, 0 for a heifer; null when unknown.</summary>
    public IDataLoaderResult<int?> Lactation(IResolveFieldContext context) => LoadStatus(context, standing => standing.Lactation);

    /// <summary>Time of the animal's last calving; null when unknown or when it never calved.</summary>
    public IDataLoaderResult<DateTimeOffset?> CalvedAt(IResolveFieldContext context)
        => LoadStatus(context, standing => standing.CalvedAt.ToInstant());

    /// <summary>Whole days since the last calving; null while the animal is dry, never calved or has left the herd.</summary>
    public IDataLoaderResult<int?> DaysInMilk(IResolveFieldContext context)
    {
        var now = AnimalLoaders.GetNow(context);
        return LoadStatus(context, standing => standing.DaysInMilk(now));
    }

    /// <summary>Position of the animal between two calvings: open, inseminated, pregnant or not pregnant.</summary>
    public IDataLoaderResult<ReproductiveStatus> ReproductiveStatus(IResolveFieldContext context)
        => LoadStatus(context, standing => standing.Reproduction);

    /// <summary>Time of the last insemination since the last calving or abortion; null when there was none.</summary>
    public IDataLoaderResult<DateTimeOffset?> InseminatedAt(IResolveFieldContext context)
        => LoadStatus(context, standing => standing.InseminatedAt.ToInstant());

    /// <summary>Whole days since the last insemination; null when there was none since the last calving or abortion.</summary>
    public IDataLoaderResult<int?> DaysSinceInsemination(IResolveFieldContext context)
    {
        var now = AnimalLoaders.GetNow(context);
        return LoadStatus(context, standing => standing.InseminatedAt is { } at ? (int?)((now - at) / Day) : null);
    }

    /// <summary>Number of inseminations since the last calving or abortion.</summary>
    public IDataLoaderResult<int> Inseminations(IResolveFieldContext context) => LoadStatus(context, standing => standing.Inseminations);

    /// <summary>Expected calving, 280 days after conception; null unless the animal is pregnant.</summary>
    public IDataLoaderResult<DateTimeOffset?> ExpectedCalving(IResolveFieldContext context)
        => LoadStatus(context, standing => standing.ExpectedCalving.ToInstant());

    /// <summary>Time to dry off, 60 days before the expected calving; null unless the animal is pregnant and in milk.</summary>
    public IDataLoaderResult<DateTimeOffset?> DryOffDue(IResolveFieldContext context)
        => LoadStatus(context, standing => standing.DryOffDue.ToInstant());

    /// <summary>Time of dry-off, since which the animal gives no milk; null while it is in milk.</summary>
    public IDataLoaderResult<DateTimeOffset?> DriedOffAt(IResolveFieldContext context)
        => LoadStatus(context, standing => standing.DriedOffAt.ToInstant());

    /// <summary>End of the current milk withdrawal, before which milk must not be delivered; null when there is none.</summary>
    public IDataLoaderResult<DateTimeOffset?> MilkWithdrawalUntil(IResolveFieldContext context)
    {
        var now = AnimalLoaders.GetNow(context);
        return LoadStatus(context, standing => standing.MilkWithdrawalUntil > now ? standing.MilkWithdrawalUntil.ToInstant() : null);
    }

    /// <summary>End of the current meat withdrawal, before which the animal must not be slaughtered; null when there is none.</summary>
    public IDataLoaderResult<DateTimeOffset?> MeatWithdrawalUntil(IResolveFieldContext context)
    {
        var now = AnimalLoaders.GetNow(context);
        return LoadStatus(context, standing => standing.MeatWithdrawalUntil > now ? standing.MeatWithdrawalUntil.ToInstant() : null);
    }

    /// <summary>Time at which the animal left the herd; null while it is in the herd.</summary>
    public IDataLoaderResult<DateTimeOffset?> DepartedAt(IResolveFieldContext context)
        => LoadStatus(context, standing => standing.DepartedAt.ToInstant());

    /// <summary>Recorded events in the animal's life, retracted ones included, latest first.</summary>
    /// <param name="first">Maximum number of items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the last item of the previous page; omit for the first page.</param>
    [PageCost(50)]
    public async Task<Connection<AnimalEventView>> Events(
        [FromServices] IHerdStore store, CancellationToken cancellationToken, int? first = 50, string? after = null)
    {
        var page = GraphQL.Relay.PageRequest.Parse(first, after);
        var query = new HerdQuery { FarmId = FarmId, Kind = HerdRecordKinds.AnimalEvents.Name, Subject = Id };
        var found = await store.GetPageAsync(query, page.First, page.AfterKey, cancellationToken);
        return page.ToConnection(found, row => new AnimalEventView(HerdRecordKinds.AnimalEvents.FromRecord(row)));
    }

    /// <summary>
    /// Collars, tags and places the animal had, each with its span of time, ordered by start. Empty while only the registration names them.
    /// </summary>
    [PageCost(5)]
    public IDataLoaderResult<IEnumerable<BindingView>> Bindings(IResolveFieldContext context) =>
        AnimalLoaders.LoadBindings(context, FarmId, Id).Then(bindings => (bindings ?? []).Select(binding => new BindingView(binding)));

    /// <summary>Detections about the animal, latest start first, without retracted ones.</summary>
    /// <param name="first">Maximum number of items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the last item of the previous page; omit for the first page.</param>
    [PageCost(20)]
    public async Task<Connection<DetectionView>> Detections(
        [FromServices] IHerdStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken, int? first = 20,
            string? after = null)
    {
        var page = GraphQL.Relay.PageRequest.Parse(first, after);
        var query = new HerdQuery
        {
            FarmId = FarmId,
            Kind = HerdRecordKinds.Detections.Name,
            Subject = $"{DetectionView.AnimalSubjectType}/{Id}",
            BodyNotEquals = ("state", nameof(DetectionState.Retracted)),
        };
        var found = await store.GetPageAsync(query, page.First, page.AfterKey, cancellationToken);
        return page.ToConnection(found, row => DetectionView.ForCaller(caller, HerdRecordKinds.Detections.FromRecord(row)));
    }

    private IDataLoaderResult<T> LoadStatus<T>(IResolveFieldContext context, Func<AnimalStatus, T> select) =>
        AnimalLoaders.LoadStatus(context, FarmId, Id).Then(standing => select(
            standing ?? new() { FarmId = FarmId, AnimalId = Id, Lactation = _registration.Lactation, CalvedAt = _registration.CalvedAt }));
}
