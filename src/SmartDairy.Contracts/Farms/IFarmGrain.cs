using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Contracts.Farms;

/// <summary>The grain of one farm: its settings and the directory of its devices and animals. The grain key is the farm id.</summary>
[Alias("farm")]
public interface IFarmGrain : IGrainWithIntegerKey
{
    /// <summary>Null when the farm does not exist.</summary>
    [Alias("get")] Task<FarmSnapshot?> GetAsync();

    /// <summary>
    /// Creates the farm. Refused with <see cref="Refusals.RefusedException"/> CONFLICT when it already exists, INVALID_ARGUMENT when the
    /// time zone is unknown.
    /// </summary>
    [Alias("create")] Task<FarmSnapshot> CreateAsync(FarmSnapshot farm);

    /// <summary>Ids of the barns that have devices, ascending.</summary>
    [Alias("barns")] Task<IReadOnlyList<int>> ListBarnIdsAsync();

    /// <summary>Registers at most 10,000 devices, all or none, and issues new credentials for each.</summary>
    [Alias("register-devices")] Task<IReadOnlyList<IssuedCredentials>> RegisterDevicesAsync(IReadOnlyList<DeviceRegistration> devices);

    /// <summary>One page of the farm's devices, ordered by id.</summary>
    [Alias("devices")] Task<Page<DeviceRegistration>> ListDevicesAsync(DeviceFilter filter, int first, string? after);

    /// <summary>Registers at most 10,000 animals, all or none.</summary>
    [Alias("register-animals")] Task<IReadOnlyList<AnimalRegistration>> RegisterAnimalsAsync(IReadOnlyList<AnimalRegistration> animals);

    /// <summary>One page of the farm's animals, ordered by id.</summary>
    [Alias("animals")] Task<Page<AnimalRegistration>> ListAnimalsAsync(string? search, int first, string? after);

    /// <summary>
    /// Moves at most 10,000 animals into a group, all or none; a null group removes them from their groups. The move is also recorded as an
    /// event of each animal. Refused with <see cref="Refusals.RefusedException"/> NOT_FOUND, naming the animals that do not exist, or
    /// INVALID_ARGUMENT when the group is not an <see cref="Identifier"/>.
    /// </summary>
    /// <param name="by">Name of the API key or user that moves the animals.</param>
    [Alias("set-group")] Task SetAnimalGroupAsync(IReadOnlyList<string> animalIds, string? group, string by);

    /// <summary>The farm's message counts.</summary>
    [Alias("ledger")] Task<FarmLedger> GetLedgerAsync();

    /// <summary>Processes rejected messages again and returns the number of messages accepted this time.</summary>
    [Alias("replay")] Task<int> ReplayRejectedAsync(IReadOnlyList<string> ids);
}
