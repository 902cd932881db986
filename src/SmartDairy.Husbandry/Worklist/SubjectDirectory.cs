using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Husbandry.Places;

namespace SmartDairy.Husbandry.Worklist;

/// <summary>The names and places of a farm's animals and devices at one moment.</summary>
internal sealed class SubjectDirectory
{
    private readonly Dictionary<string, AnimalRegistration> _animals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DeviceRegistration> _devices = new(StringComparer.Ordinal);
    private readonly ILookup<string, AnimalBinding> _places;
    private readonly long _at;

    public SubjectDirectory(WorklistInput facts, long at)
    {
        foreach (var animal in facts.Animals)
        {
            _animals[animal.Id] = animal;
        }

        foreach (var device in facts.Devices)
        {
            _devices[device.Id] = device;
        }

        _places = facts.Bindings.Where(binding => binding.Kind == BindingKind.Place)
            .ToLookup(binding => binding.AnimalId, StringComparer.Ordinal);
        _at = at;
    }

    /// <summary>The name of a subject; null when it has none.</summary>
    public string? NameOf(string subjectType, string id) => subjectType switch
    {
        WorkSubjectTypes.Animal => _animals.GetValueOrDefault(id)?.Name,
        WorkSubjectTypes.Device => _devices.GetValueOrDefault(id)?.Name,
        _ => null,
    };

    /// <summary>The place of a subject; null when unknown.</summary>
    public string? PlaceOf(string subjectType, string id) => subjectType switch
    {
        WorkSubjectTypes.Zone => id,
        WorkSubjectTypes.Animal => PlaceOfAnimal(id),
        WorkSubjectTypes.Device => _devices.TryGetValue(id, out var device) ? PlaceOf(device) : null,
        _ => null,
    };

    private string? PlaceOfAnimal(string id)
    {
        var animal = _animals.GetValueOrDefault(id);
        return AnimalPlaces.PlaceAt(animal?.Place, _places[id], _at) ?? (animal?.Group is { } group ? $"group/{group}" : null);
    }

    private static string? PlaceOf(DeviceRegistration device) => device switch
    {
        { AnimalId: { } animal } => $"animal/{animal}",
        { ParlorId: { } parlor, StallId: { } stall } => $"parlor/{parlor}/stall/{stall}",
        { GateId: { } gate } => $"gate/{gate}",
        { AreaId: { } area } => $"area/{area}",
        { BarnId: { } barn } => new BarnPlace(barn, device.ZoneId).ToString(),
        _ => null,
    };
}
