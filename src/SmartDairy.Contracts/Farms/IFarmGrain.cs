using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;

namespace SmartDairy.Contracts.Farms;

/// <summary>The actor of one farm: its settings and the directory of what stands on it. Its key is the farm's number.</summary>
[Alias("farm")]
public interface IFarmGrain : IGrainWithIntegerKey
{
    /// <summary>Null when the farm does not exist.</summary>
    [Alias("get")] Task<FarmSnapshot?> GetAsync();

    /// <summary>Creates the farm. Refused with <see cref="Refusals.RefusedException"/> CONFLICT when it exists, INVALID_ARGUMENT when the time zone is unknown.</summary>
    [Alias("create")] Task<FarmSnapshot> CreateAsync(FarmSnapshot farm);

    /// <summary>The numbers of the barns that devices stand in, ascending.</summary>
    [Alias("barns")] Task<IReadOnlyList<int>> ListBarnIdsAsync();

    /// <summary>Registers all the devices or none, 10,000 at most, and gives each a new secret.</summary>
    [Alias("register-devices")] Task<IReadOnlyList<IssuedCredentials>> RegisterDevicesAsync(IReadOnlyList<DeviceRegistration> devices);

    /// <summary>One page of the farm's devices in order of id.</summary>
    [Alias("devices")] Task<Page<DeviceRegistration>> ListDevicesAsync(DeviceFilter filter, int first, string? after);

    /// <summary>Registers all the animals or none, 10,000 at most.</summary>
    [Alias("register-animals")] Task<IReadOnlyList<AnimalRegistration>> RegisterAnimalsAsync(IReadOnlyList<AnimalRegistration> animals);

    /// <summary>One page of the farm's animals in order of id.</summary>
    [Alias("animals")] Task<Page<AnimalRegistration>> ListAnimalsAsync(string? search, int first, string? after);

    /// <summary>
    /// Moves animals into a group, or out of any with null: all of them or none, 10,000 at most. Refused with <see cref="Refusals.RefusedException"/> NOT_FOUND naming those that do not
    /// exist, INVALID_ARGUMENT when the group is no <see cref="Identifier"/>. It is also recorded as an event of each.
    /// </summary>
    /// <param name="by">The name of the key or user that moves them.</param>
    [Alias("set-group")] Task SetAnimalGroupAsync(IReadOnlyList<string> animalIds, string? group, string by);

    /// <summary>Where every message of the farm went.</summary>
    [Alias("ledger")] Task<FarmLedger> GetLedgerAsync();

    /// <summary>Sends rejected messages through intake again. Returns how many messages were accepted this time.</summary>
    [Alias("replay")] Task<int> ReplayRejectedAsync(IReadOnlyList<string> ids);
}
