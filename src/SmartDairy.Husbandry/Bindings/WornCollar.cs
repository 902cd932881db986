using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Husbandry.Bindings;

/// <summary>A collar that an animal wears for some time.</summary>
/// <param name="From">Unix milliseconds, inclusive.</param>
/// <param name="To">Unix milliseconds, exclusive; null while the animal wears it.</param>
public readonly record struct WornCollar(string CollarId, long From, long? To)
{
    private const long HourMs = 3_600_000;

    /// <summary>
    /// The collars of an animal's life: as bound, or the registered ones from the beginning while no collar was ever bound to the animal.
    /// </summary>
    /// <param name="registeredDevices">The devices that are registered to the animal.</param>
    public static IReadOnlyList<WornCollar> OfAnimal(
        string animalId, BindingSet bindings, IEnumerable<DeviceRegistration> registeredDevices)
    {
        var bound = bindings.ForAnimal(BindingKind.Collar, animalId);
        return bound.Count > 0
            ? [.. bound.Select(binding => new WornCollar(binding.Target, binding.From, binding.To))]
            :
            [
                .. registeredDevices
                    .Where(device => device.Type == DeviceType.ActivityCollar && !bindings.HasBindings(BindingKind.Collar, device.Id))
                    .Select(device => new WornCollar(device.Id, BindingPlan.Beginning, null)),
            ];
    }

    /// <summary>
    /// The animal that wore a collar during the whole of an hour; null when none did, since an hour in which a collar changed animals
    /// belongs to neither.
    /// </summary>
    /// <param name="hour">Hours since 1970-01-01T00:00Z.</param>
    /// <param name="registeredAnimalId">The animal in the collar's registration; null when it names none.</param>
    public static string? WearerDuring(BindingSet bindings, string collarId, long hour, string? registeredAnimalId)
        => bindings.AnimalDuring(BindingKind.Collar, collarId, hour * HourMs, (hour + 1) * HourMs, registeredAnimalId);

    /// <summary>Whether the animal wears the collar at that time, Unix milliseconds.</summary>
    public bool IsWornAt(long time) => From <= time && (To is null || time < To);

    /// <summary>Whether the animal wears the collar during the whole of an hour (hours since 1970-01-01T00:00Z).</summary>
    public bool IsWornDuring(long hour) => hour * HourMs >= From && (To is null || (hour + 1) * HourMs <= To);
}
