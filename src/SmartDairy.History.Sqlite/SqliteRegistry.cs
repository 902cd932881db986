using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.History.Registry;
using SmartDairy.History.Sqlite.Registry;

namespace SmartDairy.History.Sqlite;

/// <summary>The embedded registry: tables beside the readings, written by the same thread.</summary>
public sealed class SqliteRegistry(SqliteStore store) : IRegistry
{
    public Task<bool> AddFarmAsync(FarmSnapshot farm, CancellationToken cancellationToken)
        => store.Writer.WriteInOwnTransactionAsync(session => FarmTable.Add(session, farm)).WaitAsync(cancellationToken);

    public Task<FarmSnapshot?> FindFarmAsync(int farmId, CancellationToken cancellationToken)
        => store.Readers.ReadAsync(session => FarmTable.Find(session, farmId), cancellationToken);

    public Task<Page<FarmSnapshot>> ListFarmsAsync(IReadOnlyCollection<int>? only, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return store.Readers.ReadAsync(session => FarmTable.ListPage(session, only, first, after), cancellationToken);
    }

    public Task<IReadOnlyList<string>> AddDevicesAsync(IReadOnlyList<DeviceRow> devices, CancellationToken cancellationToken)
        => store.Writer.WriteInOwnTransactionAsync(session => DeviceBulkInsert.Add(session, devices)).WaitAsync(cancellationToken);

    public Task<DeviceRow?> FindDeviceAsync(string deviceId, CancellationToken cancellationToken)
        => store.Readers.ReadAsync(session => DeviceTable.Find(session, deviceId), cancellationToken);

    public Task<IReadOnlyDictionary<string, TopicOwner>> ResolvePlacesAsync(IReadOnlyCollection<string> places, CancellationToken cancellationToken)
        => store.Readers.ReadAsync(session => DeviceTable.ResolvePlaces(session, places), cancellationToken);

    public Task<bool> SetDeviceEnabledAsync(string deviceId, bool enabled, CancellationToken cancellationToken)
        => store.Writer.WriteInOwnTransactionAsync(session => DeviceTable.SetEnabled(session, deviceId, enabled)).WaitAsync(cancellationToken);

    public Task<Page<DeviceRegistration>> ListDevicesAsync(int farmId, DeviceFilter filter, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return store.Readers.ReadAsync(session => DeviceTable.ListPage(session, farmId, filter, first, after), cancellationToken);
    }

    public Task<IReadOnlyList<DeviceRegistration>> ListDevicesOfBarnAsync(int farmId, int barnId, CancellationToken cancellationToken)
        => store.Readers.ReadAsync(session => DeviceTable.ListOfBarn(session, farmId, barnId), cancellationToken);

    public Task<IReadOnlyList<DeviceRegistration>> ListDevicesOfAnimalAsync(int farmId, string animalId, CancellationToken cancellationToken)
        => store.Readers.ReadAsync(session => DeviceTable.ListOfAnimal(session, farmId, animalId), cancellationToken);

    public Task<IReadOnlyList<int>> ListBarnsAsync(int farmId, CancellationToken cancellationToken)
        => store.Readers.ReadAsync(session => DeviceTable.ListBarns(session, farmId), cancellationToken);

    public Task<IReadOnlyList<string>> AddAnimalsAsync(IReadOnlyList<AnimalRegistration> animals, CancellationToken cancellationToken)
        => store.Writer.WriteInOwnTransactionAsync(session => AnimalBulkInsert.Add(session, animals)).WaitAsync(cancellationToken);

    public Task<AnimalRegistration?> FindAnimalAsync(int farmId, string animalId, CancellationToken cancellationToken)
        => store.Readers.ReadAsync(session => AnimalTable.Find(session, farmId, animalId), cancellationToken);

    public Task<string?> FindAnimalIdByTagAsync(int farmId, string tagEpc, CancellationToken cancellationToken)
        => store.Readers.ReadAsync(session => AnimalTable.FindIdByTag(session, farmId, tagEpc), cancellationToken);

    public Task<Page<AnimalRegistration>> ListAnimalsAsync(int farmId, string? search, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return store.Readers.ReadAsync(session => AnimalTable.ListPage(session, farmId, search, first, after), cancellationToken);
    }

    public Task<IReadOnlyList<string>> SetAnimalGroupAsync(int farmId, IReadOnlyCollection<string> animalIds, string? group, CancellationToken cancellationToken)
        => store.Writer.WriteInOwnTransactionAsync(session => AnimalTable.SetGroup(session, farmId, animalIds, group)).WaitAsync(cancellationToken);

    public Task<IReadOnlyDictionary<string, string>> ListAnimalGroupsAsync(int farmId, CancellationToken cancellationToken)
        => store.Readers.ReadAsync(session => AnimalTable.ListGroups(session, farmId), cancellationToken);
}
