using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.History.Postgres.Registry;
using SmartDairy.History.Registry;

namespace SmartDairy.History.Postgres;

/// <summary>The registry in PostgreSQL: tables beside the readings.</summary>
public sealed class PostgresRegistry(PostgresStore store) : IRegistry
{
    public Task<bool> AddFarmAsync(FarmSnapshot farm, CancellationToken cancellationToken)
        => store.Executor.WriteAsync(connection => FarmTable.AddAsync(connection, farm, cancellationToken), cancellationToken);

    public Task<FarmSnapshot?> FindFarmAsync(int farmId, CancellationToken cancellationToken)
        => store.Executor.ReadAsync(connection => FarmTable.FindAsync(connection, farmId, cancellationToken), cancellationToken);

    public Task<Page<FarmSnapshot>> ListFarmsAsync(IReadOnlyCollection<int>? only, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return store.Executor.ReadAsync(connection => FarmTable.ListPageAsync(connection, only, first, after, cancellationToken), cancellationToken, repeatableRead: true);
    }

    public Task<IReadOnlyList<string>> AddDevicesAsync(IReadOnlyList<DeviceRow> devices, CancellationToken cancellationToken)
        => store.Executor.WriteAsync(connection => DeviceBulkInsert.AddAsync(connection, devices, cancellationToken), cancellationToken);

    public Task<DeviceRow?> FindDeviceAsync(string deviceId, CancellationToken cancellationToken)
        => store.Executor.ReadAsync(connection => DeviceTable.FindAsync(connection, deviceId, cancellationToken), cancellationToken);

    public Task<IReadOnlyDictionary<string, TopicOwner>> ResolvePlacesAsync(IReadOnlyCollection<string> places, CancellationToken cancellationToken)
        => store.Executor.ReadAsync(connection => DeviceTable.ResolvePlacesAsync(connection, places, cancellationToken), cancellationToken);

    public Task<bool> SetDeviceEnabledAsync(string deviceId, bool enabled, CancellationToken cancellationToken)
        => store.Executor.WriteAsync(connection => DeviceTable.SetEnabledAsync(connection, deviceId, enabled, cancellationToken), cancellationToken, isIdempotent: true);

    public Task<Page<DeviceRegistration>> ListDevicesAsync(int farmId, DeviceFilter filter, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return store.Executor.ReadAsync(connection => DeviceTable.ListPageAsync(connection, farmId, filter, first, after, cancellationToken), cancellationToken, repeatableRead: true);
    }

    public Task<IReadOnlyList<DeviceRegistration>> ListDevicesOfBarnAsync(int farmId, int barnId, CancellationToken cancellationToken)
        => store.Executor.ReadAsync(connection => DeviceTable.ListOfBarnAsync(connection, farmId, barnId, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<DeviceRegistration>> ListDevicesOfAnimalAsync(int farmId, string animalId, CancellationToken cancellationToken)
        => store.Executor.ReadAsync(connection => DeviceTable.ListOfAnimalAsync(connection, farmId, animalId, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<int>> ListBarnsAsync(int farmId, CancellationToken cancellationToken)
        => store.Executor.ReadAsync(connection => DeviceTable.ListBarnsAsync(connection, farmId, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<string>> AddAnimalsAsync(IReadOnlyList<AnimalRegistration> animals, CancellationToken cancellationToken)
        => store.Executor.WriteAsync(connection => AnimalBulkInsert.AddAsync(connection, animals, cancellationToken), cancellationToken);

    public Task<AnimalRegistration?> FindAnimalAsync(int farmId, string animalId, CancellationToken cancellationToken)
        => store.Executor.ReadAsync(connection => AnimalTable.FindAsync(connection, farmId, animalId, cancellationToken), cancellationToken);

    public Task<string?> FindAnimalIdByTagAsync(int farmId, string tagEpc, CancellationToken cancellationToken)
        => store.Executor.ReadAsync(connection => AnimalTable.FindIdByTagAsync(connection, farmId, tagEpc, cancellationToken), cancellationToken);

    public Task<Page<AnimalRegistration>> ListAnimalsAsync(int farmId, string? search, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return store.Executor.ReadAsync(connection => AnimalTable.ListPageAsync(connection, farmId, search, first, after, cancellationToken), cancellationToken, repeatableRead: true);
    }

    public Task<IReadOnlyList<string>> SetAnimalGroupAsync(int farmId, IReadOnlyCollection<string> animalIds, string? group, CancellationToken cancellationToken)
        => store.Executor.WriteAsync(connection => AnimalTable.SetGroupAsync(connection, farmId, animalIds, group, cancellationToken), cancellationToken, isIdempotent: true);

    public Task<IReadOnlyDictionary<string, string>> ListAnimalGroupsAsync(int farmId, CancellationToken cancellationToken)
        => store.Executor.ReadAsync(connection => AnimalTable.ListGroupsAsync(connection, farmId, cancellationToken), cancellationToken);
}
