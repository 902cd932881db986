using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.GraphQL.Loading;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Api.Schema.Alerts;
using SmartDairy.Api.Schema.Readings;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Animals;

namespace SmartDairy.Api.Schema.Animals;

/// <summary>An animal.</summary>
[Name("Animal")]
public sealed partial class AnimalView
{
    private readonly AnimalRegistration _registration;
    private readonly AnimalSnapshot? _known;

    private AnimalView(AnimalRegistration registration, AnimalSnapshot? known) => (_registration, _known) = (registration, known);

    /// <summary>Unique on the farm.</summary>
    [Id]
    public string Id => _registration.Id;

    /// <summary>The farm she lives on.</summary>
    public int FarmId => _registration.FarmId;

    /// <summary>What people call her; null when she has no name.</summary>
    public string? Name => _registration.Name;

    /// <summary>Null when unknown.</summary>
    public DateTimeOffset? BirthDate => _registration.BirthDate.ToInstant();

    /// <summary>The electronic product code of her ear tag; null when she has none.</summary>
    public string? TagEpc => _registration.TagEpc;

    /// <summary>The group she is in; null when in none.</summary>
    public string? Group => _registration.Group;

    /// <summary>The gate or area where she was last seen, such as gate/NORTH; null when never seen.</summary>
    public IDataLoaderResult<string?> Location(IResolveFieldContext context) => LoadSnapshot(context).Then(animal => animal?.Location);

    /// <summary>The newest values of collar, meter and tag, by event time.</summary>
    public IDataLoaderResult<IEnumerable<MetricValueView>> Latest(IResolveFieldContext context) =>
        LoadSnapshot(context).Then(animal => (animal?.Latest ?? []).Select(MetricValueView.From));

    /// <summary>Her alerts that are not over, the newest first.</summary>
    /// <param name="first">At most so many, 1 to 100.</param>
    [PageCost(10)]
    public IDataLoaderResult<IEnumerable<AlertView>> Alerts(IResolveFieldContext context, [Caller] ApiPrincipal caller, int? first = 10)
    {
        var count = Argument.InRange("first", first ?? 10, OpenAlertsLoader.MaxPerSubject);
        return OpenAlertsLoader.Load(context, FarmId, null, Id).Then(alerts => (alerts ?? []).Where(alert => alert.Source.Type == AlertView.AnimalSourceType).Take(count).Select(alert => AlertView.ForCaller(caller, alert)));
    }

    internal static string ToGrainKey(int farmId, string id) => $"{farmId}/{id}";

    /// <summary>An animal whose actor was not asked yet.</summary>
    internal static AnimalView ForCaller(ApiPrincipal caller, AnimalRegistration registration)
    {
        caller.RequireFarm(registration.FarmId);
        return new(registration, null);
    }

    /// <summary>An animal as her actor knows her.</summary>
    internal static AnimalView ForCaller(ApiPrincipal caller, AnimalSnapshot known)
    {
        caller.RequireFarm(known.Registration.FarmId);
        return new(known.Registration, known);
    }

    private IDataLoaderResult<AnimalSnapshot?> LoadSnapshot(IResolveFieldContext context) => _known is not null
        ? DataLoaderResults.FromResult(_known)
        : context.LoadFromGrain("animals", ToGrainKey(FarmId, Id), (grains, key) => grains.GetGrain<IAnimalGrain>(key).GetAsync());
}
