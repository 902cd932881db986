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
    public Task<bool> AddFarmAsync(FarmSnapshot farm, CancellationToken cancellation)
        => store.Writer.RunAsync(session => FarmTable.Add(session, farm)).WaitAsync(cancellation);

    public Task<FarmSnapshot?> FarmAsync(int farmId, CancellationToken cancellation)
        => store.Readers.ReadAsync(session => FarmTable.Find(session, farmId), cancellation);

    public Task<Page<FarmSnapshot>> FarmsAsync(IReadOnlyCollection<int>? only, int first, string? after, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return store.Readers.ReadAsync(session => FarmTable.Page(session, only, first, after), cancellation);
    }

    public Task<IReadOnlyList<string>> AddDevicesAsync(IReadOnlyList<DeviceRow> devices, CancellationToken cancellation)
        => store.Writer.RunAsync(session => DeviceAddition.Add(session, devices)).WaitAsync(cancellation);

    public Task<DeviceRow?> DeviceAsync(string deviceId, CancellationToken cancellation)
        => store.Readers.ReadAsync(session => DeviceTable.Find(session, deviceId), cancellation);

    public Task<IReadOnlyDictionary<string, DeviceBinding>> ResolveAsync(IReadOnlyCollection<string> places, CancellationToken cancellation)
        => store.Readers.ReadAsync(session => DeviceTable.Resolve(session, places), cancellation);

    public Task<bool> SetEnabledAsync(string deviceId, bool enabled, CancellationToken cancellation)
        => store.Writer.RunAsync(session => DeviceTable.SetEnabled(session, deviceId, enabled)).WaitAsync(cancellation);

    public Task<Page<DeviceRegistration>> DevicesAsync(int farmId, DeviceFilter filter, int first, string? after, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return store.Readers.ReadAsync(session => DeviceTable.Page(session, farmId, filter, first, after), cancellation);
    }

    public Task<IReadOnlyList<DeviceRegistration>> DevicesOfBarnAsync(int farmId, int barnId, CancellationToken cancellation)
        => store.Readers.ReadAsync(session => DeviceTable.OfBarn(session, farmId, barnId), cancellation);

    public Task<IReadOnlyList<DeviceRegistration>> DevicesOfAnimalAsync(int farmId, string animalId, CancellationToken cancellation)
        => store.Readers.ReadAsync(session => DeviceTable.OfAnimal(session, farmId, animalId), cancellation);

    public Task<IReadOnlyList<int>> BarnsAsync(int farmId, CancellationToken cancellation)
        => store.Readers.ReadAsync(session => DeviceTable.Barns(session, farmId), cancellation);

    public Task<IReadOnlyList<string>> AddAnimalsAsync(IReadOnlyList<AnimalRegistration> animals, CancellationToken cancellation)
        => store.Writer.RunAsync(session => AnimalAddition.Add(session, animals)).WaitAsync(cancellation);

    public Task<AnimalRegistration?> AnimalAsync(int farmId, string animalId, CancellationToken cancellation)
        => store.Readers.ReadAsync(session => AnimalTable.Find(session, farmId, animalId), cancellation);

    public Task<string?> AnimalOfTagAsync(int farmId, string tagEpc, CancellationToken cancellation)
        => store.Readers.ReadAsync(session => AnimalTable.OfTag(session, farmId, tagEpc), cancellation);

    public Task<Page<AnimalRegistration>> AnimalsAsync(int farmId, string? search, int first, string? after, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        return store.Readers.ReadAsync(session => AnimalTable.Page(session, farmId, search, first, after), cancellation);
    }

    public Task<IReadOnlyList<string>> SetGroupAsync(int farmId, IReadOnlyCollection<string> animalIds, string? group, CancellationToken cancellation)
        => store.Writer.RunAsync(session => AnimalTable.SetGroup(session, farmId, animalIds, group)).WaitAsync(cancellation);

    public Task<IReadOnlyDictionary<string, string>> AnimalGroupsAsync(int farmId, CancellationToken cancellation)
        => store.Readers.ReadAsync(session => AnimalTable.Groups(session, farmId), cancellation);
}
