using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;

namespace SmartDairy.History.Registry;

/// <summary>
/// Who is who on every farm: what must be unique and listable over many actors, in transactions that one actor's state cannot give
/// (10,000 devices, all or none). What one actor alone owns (settings, configuration, commands) is grain state instead.
/// Every method throws <see cref="HistoryUnavailableException"/> when the store is away.
/// </summary>
public interface IRegistry
{
    /// <summary>False when the farm exists already.</summary>
    Task<bool> AddFarmAsync(FarmSnapshot farm, CancellationToken cancellationToken);

    Task<FarmSnapshot?> FindFarmAsync(int farmId, CancellationToken cancellationToken);

    /// <summary>One page in order of id; <paramref name="farmIds"/> null means every farm.</summary>
    Task<Page<FarmSnapshot>> ListFarmsAsync(
        IReadOnlyCollection<int>? farmIds, int first, string? after, CancellationToken cancellationToken);

    /// <summary>
    /// Adds all or none, in one transaction. Empty when they were added, else one sentence for each device id or place already taken, and
    /// for each gateway that is not a gateway registered on the same farm, before or in the same call (at most 20). Farms and animals need
    /// not exist.
    /// </summary>
    Task<IReadOnlyList<string>> AddDevicesAsync(IReadOnlyList<DeviceRow> devices, CancellationToken cancellationToken);

    Task<DeviceRow?> FindDeviceAsync(string deviceId, CancellationToken cancellationToken);

    /// <summary>Who may speak at each of these places; a place nobody has is not in the answer.</summary>
    Task<IReadOnlyDictionary<string, TopicOwner>> ResolvePlacesAsync(
        IReadOnlyCollection<string> places, CancellationToken cancellationToken);

    /// <summary>False when there is no such device.</summary>
    Task<bool> SetDeviceEnabledAsync(string deviceId, bool enabled, CancellationToken cancellationToken);

    /// <summary>One page in order of id. <see cref="DeviceFilter.Status"/> is not looked at: status is the actor's to know.</summary>
    Task<Page<DeviceRegistration>> ListDevicesAsync(
        int farmId, DeviceFilter filter, int first, string? after, CancellationToken cancellationToken);

    /// <summary>The devices standing in a barn, in order of id.</summary>
    Task<IReadOnlyList<DeviceRegistration>> ListDevicesOfBarnAsync(int farmId, int barnId, CancellationToken cancellationToken);

    /// <summary>The devices an animal wears, in order of id.</summary>
    Task<IReadOnlyList<DeviceRegistration>> ListDevicesOfAnimalAsync(int farmId, string animalId, CancellationToken cancellationToken);

    /// <summary>The barns that devices stand in, ascending.</summary>
    Task<IReadOnlyList<int>> ListBarnsAsync(int farmId, CancellationToken cancellationToken);

    /// <summary>Adds all or none. Empty when they were added, else one sentence for each id or tag already taken (at most 20).</summary>
    Task<IReadOnlyList<string>> AddAnimalsAsync(IReadOnlyList<AnimalRegistration> animals, CancellationToken cancellationToken);

    Task<AnimalRegistration?> FindAnimalAsync(int farmId, string animalId, CancellationToken cancellationToken);

    /// <summary>The id of the animal wearing this tag; null when none does.</summary>
    Task<string?> FindAnimalIdByTagAsync(int farmId, string tagEpc, CancellationToken cancellationToken);

    /// <summary>One page in order of id; <paramref name="search"/> is part of an id, name or tag, case-insensitive.</summary>
    Task<Page<AnimalRegistration>> ListAnimalsAsync(
        int farmId, string? search, int first, string? after, CancellationToken cancellationToken);

    /// <summary>
    /// Puts animals into a group, or with null out of any. The ids that the farm has no animal of; when there is one, nothing is changed.
    /// </summary>
    Task<IReadOnlyList<string>> SetAnimalGroupAsync(
        int farmId, IReadOnlyCollection<string> animalIds, string? group, CancellationToken cancellationToken);

    /// <summary>The group of each animal of a farm that is in one, by the animal's id.</summary>
    Task<IReadOnlyDictionary<string, string>> ListAnimalGroupsAsync(int farmId, CancellationToken cancellationToken);
}
