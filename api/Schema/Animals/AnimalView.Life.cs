using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.GraphQL.Loading;
using SmartDairy.Api.GraphQL.Relay;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Api.Schema.AnimalEvents;
using SmartDairy.Api.Schema.Bindings;
using SmartDairy.Api.Schema.Detections;
using SmartDairy.Api.Security;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Schema.Animals;

/// <content>What was told of her life, and what follows from it.</content>
public sealed partial class AnimalView
{
    private const long Day = 86_400_000;

    /// <summary>How an authority names her; null when none does.</summary>
    public OfficialIdView? OfficialId => _registration.OfficialId is { } id ? new(id) : null;

    /// <summary>Hers.</summary>
    public Sex Sex => _registration.Sex;

    /// <summary>Null when unknown.</summary>
    public string? Breed => _registration.Breed;

    /// <summary>Where she is kept, such as barn/2 or barn/2/zone/3; null when not told.</summary>
    public IDataLoaderResult<string?> Place(IResolveFieldContext context)
    {
        var now = AnimalLoaders.GetNow(context);
        return AnimalLoaders.LoadBindings(context, FarmId, Id).Then(bindings =>
        {
            var places = (bindings ?? []).Where(binding => binding.Kind == BindingKind.Place).ToArray();
            return places.Length == 0
                ? _registration.Place
                : Array.Find(places, binding => binding.From <= now && (binding.To is null || binding.To > now))?.Target;
        });
    }

    /// <summary>Number of calvings so far, 0 for a heifer; null when unknown.</summary>
    public IDataLoaderResult<int?> Lactation(IResolveFieldContext context) => LoadStatus(context, standing => standing.Lactation);

    /// <summary>When she last calved; null when unknown or never.</summary>
    public IDataLoaderResult<DateTimeOffset?> CalvedAt(IResolveFieldContext context) => LoadStatus(context, standing => standing.CalvedAt.ToInstant());

    /// <summary>Whole days since she calved; null while she is dry, when she never calved, or has left the herd.</summary>
    public IDataLoaderResult<int?> DaysInMilk(IResolveFieldContext context)
    {
        var now = AnimalLoaders.GetNow(context);
        return LoadStatus(context, standing => standing.DaysInMilk(now));
    }

    /// <summary>How far she is between two calvings.</summary>
    public IDataLoaderResult<ReproductiveStatus> ReproductiveStatus(IResolveFieldContext context) => LoadStatus(context, standing => standing.Reproduction);

    /// <summary>Her last insemination since she last calved or aborted; null when there was none.</summary>
    public IDataLoaderResult<DateTimeOffset?> InseminatedAt(IResolveFieldContext context) => LoadStatus(context, standing => standing.InseminatedAt.ToInstant());

    /// <summary>Whole days since then.</summary>
    public IDataLoaderResult<int?> DaysSinceInsemination(IResolveFieldContext context)
    {
        var now = AnimalLoaders.GetNow(context);
        return LoadStatus(context, standing => standing.InseminatedAt is { } at ? (int?)((now - at) / Day) : null);
    }

    /// <summary>How often she was inseminated since she last calved or aborted.</summary>
    public IDataLoaderResult<int> Inseminations(IResolveFieldContext context) => LoadStatus(context, standing => standing.Inseminations);

    /// <summary>280 days after she conceived; null unless she is pregnant.</summary>
    public IDataLoaderResult<DateTimeOffset?> ExpectedCalving(IResolveFieldContext context) => LoadStatus(context, standing => standing.ExpectedCalving.ToInstant());

    /// <summary>60 days before she is expected to calve; null unless she is pregnant and gives milk.</summary>
    public IDataLoaderResult<DateTimeOffset?> DryOffDue(IResolveFieldContext context) => LoadStatus(context, standing => standing.DryOffDue.ToInstant());

    /// <summary>Since then she gives no milk; null while she does.</summary>
    public IDataLoaderResult<DateTimeOffset?> DriedOffAt(IResolveFieldContext context) => LoadStatus(context, standing => standing.DriedOffAt.ToInstant());

    /// <summary>Until then her milk must not be delivered; null when it may.</summary>
    public IDataLoaderResult<DateTimeOffset?> MilkWithdrawalUntil(IResolveFieldContext context)
    {
        var now = AnimalLoaders.GetNow(context);
        return LoadStatus(context, standing => standing.MilkWithdrawalUntil > now ? standing.MilkWithdrawalUntil.ToInstant() : null);
    }

    /// <summary>Until then she must not be slaughtered; null when she may.</summary>
    public IDataLoaderResult<DateTimeOffset?> MeatWithdrawalUntil(IResolveFieldContext context)
    {
        var now = AnimalLoaders.GetNow(context);
        return LoadStatus(context, standing => standing.MeatWithdrawalUntil > now ? standing.MeatWithdrawalUntil.ToInstant() : null);
    }

    /// <summary>When she left the herd; null while she is in it.</summary>
    public IDataLoaderResult<DateTimeOffset?> DepartedAt(IResolveFieldContext context) => LoadStatus(context, standing => standing.DepartedAt.ToInstant());

    /// <summary>What was told of her life, what happened last first; what was taken back is in it too.</summary>
    /// <param name="first">Items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the item before the page.</param>
    [PageCost(50)]
    public async Task<Connection<AnimalEventView>> Events([FromServices] IHerdStore store, CancellationToken cancellationToken, int? first = 50, string? after = null)
    {
        var page = GraphQL.Relay.PageRequest.Parse(first, after);
        var query = new HerdQuery { FarmId = FarmId, Kind = HerdRecordKinds.AnimalEvents.Name, Subject = Id };
        var found = await store.GetPageAsync(query, page.First, page.AfterKey, cancellationToken);
        return page.ToConnection(found, row => new AnimalEventView(HerdRecordKinds.AnimalEvents.FromRecord(row)));
    }

    /// <summary>Which collars, tags and places she had when, by their beginning. Empty when only her registration says.</summary>
    [PageCost(5)]
    public IDataLoaderResult<IEnumerable<BindingView>> Bindings(IResolveFieldContext context) =>
        AnimalLoaders.LoadBindings(context, FarmId, Id).Then(bindings => (bindings ?? []).Select(binding => new BindingView(binding)));

    /// <summary>What detectors found at her, what began last first; what was taken back is left out.</summary>
    /// <param name="first">Items on the page, 1 to 500.</param>
    /// <param name="after">Cursor of the item before the page.</param>
    [PageCost(20)]
    public async Task<Connection<DetectionView>> Detections(
        [FromServices] IHerdStore store, [Caller] ApiPrincipal caller, CancellationToken cancellationToken, int? first = 20, string? after = null)
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
