using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.History.Registry;
using SmartDairy.History.Timescale.Registry;

namespace SmartDairy.History.Timescale;

/// <summary>The registry in PostgreSQL: tables beside the readings.</summary>
public sealed class TimescaleRegistry(TimescaleStore store) : IRegistry
{
    public Task<bool> AddFarmAsync(FarmSnapshot farm, CancellationToken cancellation)
        => store.Connections.WriteAsync(connection => FarmTable.AddAsync(connection, farm, cancellation), cancellation);

    public Task<FarmSnapshot?> FarmAsync(int farmId, CancellationToken cancellation)
        => store.Connections.ReadAsync(connection => FarmTable.FindAsync(connection, farmId, cancellation), cancellation);

    public Task<Page<FarmSnapshot>> FarmsAsync(IReadOnlyCollection<int>? only, int first, string? after, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return store.Connections.ReadAsync(connection => FarmTable.PageAsync(connection, only, first, after, cancellation), cancellation, oneSnapshot: true);
    }

    public Task<IReadOnlyList<string>> AddDevicesAsync(IReadOnlyList<DeviceRow> devices, CancellationToken cancellation)
        => store.Connections.WriteAsync(connection => DeviceAddition.AddAsync(connection, devices, cancellation), cancellation);

    public Task<DeviceRow?> DeviceAsync(string deviceId, CancellationToken cancellation)
        => store.Connections.ReadAsync(connection => DeviceTable.FindAsync(connection, deviceId, cancellation), cancellation);

    public Task<IReadOnlyDictionary<string, DeviceBinding>> ResolveAsync(IReadOnlyCollection<string> places, CancellationToken cancellation)
        => store.Connections.ReadAsync(connection => DeviceTable.ResolveAsync(connection, places, cancellation), cancellation);

    public Task<bool> SetEnabledAsync(string deviceId, bool enabled, CancellationToken cancellation)
        => store.Connections.WriteAsync(connection => DeviceTable.SetEnabledAsync(connection, deviceId, enabled, cancellation), cancellation, mayRepeat: true);

    public Task<Page<DeviceRegistration>> DevicesAsync(int farmId, DeviceFilter filter, int first, string? after, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return store.Connections.ReadAsync(connection => DeviceTable.PageAsync(connection, farmId, filter, first, after, cancellation), cancellation, oneSnapshot: true);
    }

    public Task<IReadOnlyList<DeviceRegistration>> DevicesOfBarnAsync(int farmId, int barnId, CancellationToken cancellation)
        => store.Connections.ReadAsync(connection => DeviceTable.OfBarnAsync(connection, farmId, barnId, cancellation), cancellation);

    public Task<IReadOnlyList<DeviceRegistration>> DevicesOfAnimalAsync(int farmId, string animalId, CancellationToken cancellation)
        => store.Connections.ReadAsync(connection => DeviceTable.OfAnimalAsync(connection, farmId, animalId, cancellation), cancellation);

    public Task<IReadOnlyList<int>> BarnsAsync(int farmId, CancellationToken cancellation)
        => store.Connections.ReadAsync(connection => DeviceTable.BarnsAsync(connection, farmId, cancellation), cancellation);

    public Task<IReadOnlyList<string>> AddAnimalsAsync(IReadOnlyList<AnimalRegistration> animals, CancellationToken cancellation)
        => store.Connections.WriteAsync(connection => AnimalAddition.AddAsync(connection, animals, cancellation), cancellation);

    public Task<AnimalRegistration?> AnimalAsync(int farmId, string animalId, CancellationToken cancellation)
        => store.Connections.ReadAsync(connection => AnimalTable.FindAsync(connection, farmId, animalId, cancellation), cancellation);

    public Task<string?> AnimalOfTagAsync(int farmId, string tagEpc, CancellationToken cancellation)
        => store.Connections.ReadAsync(connection => AnimalTable.OfTagAsync(connection, farmId, tagEpc, cancellation), cancellation);

    public Task<Page<AnimalRegistration>> AnimalsAsync(int farmId, string? search, int first, string? after, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return store.Connections.ReadAsync(connection => AnimalTable.PageAsync(connection, farmId, search, first, after, cancellation), cancellation, oneSnapshot: true);
    }

    public Task<IReadOnlyList<string>> SetGroupAsync(int farmId, IReadOnlyCollection<string> animalIds, string? group, CancellationToken cancellation)
        => store.Connections.WriteAsync(connection => AnimalTable.SetGroupAsync(connection, farmId, animalIds, group, cancellation), cancellation, mayRepeat: true);

    public Task<IReadOnlyDictionary<string, string>> AnimalGroupsAsync(int farmId, CancellationToken cancellation)
        => store.Connections.ReadAsync(connection => AnimalTable.GroupsAsync(connection, farmId, cancellation), cancellation);
}
