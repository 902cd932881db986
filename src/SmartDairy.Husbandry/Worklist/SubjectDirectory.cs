using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Husbandry.Worklist;

/// <summary>Names and places of animals and devices at one moment.</summary>
internal sealed class SubjectDirectory
{
    private readonly Dictionary<string, AnimalRegistration> _animals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DeviceRegistration> _devices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _bound = new(StringComparer.Ordinal);

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

        foreach (var binding in facts.Bindings)
        {
            if (binding.Kind == BindingKind.Place && !binding.Retracted && binding.From <= at && (binding.To is null || at < binding.To))
            {
                _bound[binding.AnimalId] = binding.Target;
            }
        }
    }

    /// <summary>Null when it has no name.</summary>
    public string? NameOf(string subjectType, string id) => subjectType switch
    {
        WorkSubjectTypes.Animal => _animals.GetValueOrDefault(id)?.Name,
        WorkSubjectTypes.Device => _devices.GetValueOrDefault(id)?.Name,
        _ => null,
    };

    /// <summary>Null when unknown.</summary>
    public string? PlaceOf(string subjectType, string id) => subjectType switch
    {
        WorkSubjectTypes.Zone => id,
        WorkSubjectTypes.Animal => _bound.GetValueOrDefault(id) ?? PlaceOf(_animals.GetValueOrDefault(id)),
        WorkSubjectTypes.Device => _devices.TryGetValue(id, out var device) ? PlaceOf(device) : null,
        _ => null,
    };

    private static string? PlaceOf(AnimalRegistration? animal) => animal?.Place ?? (animal?.Group is { } group ? $"group/{group}" : null);

    private static string? PlaceOf(DeviceRegistration device) => device switch
    {
        { AnimalId: { } animal } => $"animal/{animal}",
        { ParlorId: { } parlor, StallId: { } stall } => $"parlor/{parlor}/stall/{stall}",
        { GateId: { } gate } => $"gate/{gate}",
        { AreaId: { } area } => $"area/{area}",
        { BarnId: { } barn, ZoneId: { } zone } => $"barn/{barn}/zone/{zone}",
        { BarnId: { } barn } => $"barn/{barn}",
        _ => null,
    };
}
