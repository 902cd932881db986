using GraphQL;
using GraphQL.DataLoader;
using SmartDairy.Api.Schema.Alerts;
using SmartDairy.Api.Schema.Readings;
using SmartDairy.Api.Security;
using SmartDairy.Contracts.Animals;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Loading;
using SmartDairy.GraphQL.Typing;

namespace SmartDairy.Api.Schema.Animals;

/// <summary>An animal of a farm's herd.</summary>
[Name("Animal")]
public sealed partial class AnimalView
{
    private readonly AnimalRegistration _registration;
    private readonly AnimalSnapshot? _known;

    private AnimalView(AnimalRegistration registration, AnimalSnapshot? known) => (_registration, _known) = (registration, known);

    /// <summary>Id of the animal, unique on the farm.</summary>
    [Id]
    public string Id => _registration.Id;

    /// <summary>Number of the farm the animal belongs to.</summary>
    public int FarmId => _registration.FarmId;

    /// <summary>Name of the animal for people; null when it has none.</summary>
    public string? Name => _registration.Name;

    /// <summary>Time of the animal's birth; null when unknown.</summary>
    public DateTimeOffset? BirthDate => _registration.BirthDate.ToInstant();

    /// <summary>Electronic product code (EPC) of the animal's ear tag; null when it has none.</summary>
    public string? TagEpc => _registration.TagEpc;

    /// <summary>Group the animal is in; null when it is in none.</summary>
    public string? Group => _registration.Group;

    /// <summary>Gate or area where the animal was last seen, such as gate/NORTH; null when never seen.</summary>
    public IDataLoaderResult<string?> Location(IResolveFieldContext context) => LoadSnapshot(context).Then(animal => animal?.Location);

    /// <summary>Newest value of each metric of the animal's collar, meter and tag, by event time.</summary>
    public IDataLoaderResult<IEnumerable<MetricValueView>> Latest(IResolveFieldContext context) =>
        LoadSnapshot(context).Then(animal => (animal?.Latest ?? []).Select(MetricValueView.From));

    /// <summary>Alerts about the animal that are not cleared, newest first.</summary>
    /// <param name="first">Maximum number of alerts to return, 1 to 100.</param>
    [PageCost(10)]
    public IDataLoaderResult<IEnumerable<AlertView>> Alerts(IResolveFieldContext context, [Caller] ApiPrincipal caller, int? first = 10)
    {
        var count = Argument.InRange("first", first ?? 10, OpenAlertsLoader.MaxPerSubject);
        return OpenAlertsLoader.Load(context, FarmId, null, Id)
            .Then(alerts => (alerts ?? []).Where(alert => alert.Source.Type == AlertView.AnimalSourceType).Take(count)
            .Select(alert => AlertView.ForCaller(caller, alert)));
    }

    internal static string ToGrainKey(int farmId, string id) => $"{farmId}/{id}";

    /// <summary>An animal as registered; its actor is called only when a field needs it.</summary>
    internal static AnimalView ForCaller(ApiPrincipal caller, AnimalRegistration registration)
    {
        caller.RequireFarm(registration.FarmId);
        return new(registration, null);
    }

    /// <summary>An animal with the current state from its actor.</summary>
    internal static AnimalView ForCaller(ApiPrincipal caller, AnimalSnapshot known)
    {
        caller.RequireFarm(known.Registration.FarmId);
        return new(known.Registration, known);
    }

    private IDataLoaderResult<AnimalSnapshot?> LoadSnapshot(IResolveFieldContext context) => _known is not null
        ? DataLoaderResults.FromResult(_known)
        : context.LoadFromGrain("animals", ToGrainKey(FarmId, Id), (grains, key) => grains.GetGrain<IAnimalGrain>(key).GetAsync());
}
