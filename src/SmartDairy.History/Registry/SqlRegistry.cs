using System.Globalization;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.History.Database;
using static SmartDairy.History.Registry.RegistryTables;

namespace SmartDairy.History.Registry;

/// <summary>The registry of either store: tables beside the readings.</summary>
public abstract class SqlRegistry : IRegistry
{
    private static readonly PageOrder FarmOrder = PageOrder.ByKey("id", hasNumericKey: true);
    private static readonly PageOrder DeviceOrder = PageOrder.ByKey("device_id");
    private static readonly PageOrder AnimalOrder = PageOrder.ByKey("id");
    private readonly SqlDatabase _database;

    internal SqlRegistry(SqlDatabase database) => _database = database;

    private SqlDialect Dialect => _database.Dialect;

    public async Task<bool> AddFarmAsync(FarmSnapshot farm, CancellationToken cancellationToken)
        => await _database.WriteAsync(session => session.InsertAsync(Farms, [farm], "(id) do nothing"), cancellationToken) > 0;

    public Task<FarmSnapshot?> FindFarmAsync(int farmId, CancellationToken cancellationToken)
        => _database.ReadAsync(session => session.FindAsync(Farms, "where id = $1", farmId), cancellationToken);

    public Task<Page<FarmSnapshot>> ListFarmsAsync(
        IReadOnlyCollection<int>? farmIds, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        var query = new PagedQuery(Farms.Name, Farms.Names, FarmOrder).Where("id > 0").Where(Dialect.IsIn("id", "@"), farmIds?.ToArray());
        return _database.ReadAsync(
            session => session.ReadPageAsync(query, first, after, Farms.Read, farm => farm.Id.ToString(CultureInfo.InvariantCulture)),
            cancellationToken, snapshot: true);
    }

    public Task<IReadOnlyList<string>> AddDevicesAsync(IReadOnlyList<DeviceRow> devices, CancellationToken cancellationToken)
        => _database.WriteAsync(session => DeviceBulkInsert.AddAsync(session, devices), cancellationToken);

    public Task<DeviceRow?> FindDeviceAsync(string deviceId, CancellationToken cancellationToken)
        => _database.ReadAsync(session => session.FindAsync(Devices, "where device_id = $1", deviceId), cancellationToken);

    public async Task<IReadOnlyDictionary<string, TopicOwner>> ResolvePlacesAsync(
        IReadOnlyCollection<string> places, CancellationToken cancellationToken)
    {
        var sql = $"select place, device_id, farm, gateway from device where {Dialect.IsIn("place", "$1")}";
        var owners = await _database.ReadAsync(
            session =>
                session.QueryAsync(sql, row => (Place: row.Text(), Owner: new TopicOwner(row.Text(), row.Int(), row.TextOrNull())),
                    (object)places.ToArray()),
            cancellationToken);
        return owners.ToDictionary(owner => owner.Place, owner => owner.Owner, StringComparer.Ordinal);
    }

    public async Task<bool> SetDeviceEnabledAsync(string deviceId, bool enabled, CancellationToken cancellationToken)
        => await _database.WriteAsync(
            session => session.ExecuteAsync("update device set enabled = $2 where device_id = $1", deviceId, enabled), cancellationToken,
            isIdempotent: true) > 0;

    public Task<Page<DeviceRegistration>> ListDevicesAsync(
        int farmId, DeviceFilter filter, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        var query = new PagedQuery(Devices.Name, Devices.Names, DeviceOrder)
            .Where("farm = @", farmId)
            .Where("type = @", (int?)filter.Type)
            .Where("barn = @", filter.BarnId)
            .Where(Dialect.Contains("search", "@"), SearchText.ToSearchTerm(filter.Search));
        return _database.ReadAsync(session => session.ReadPageAsync(query, first, after, ReadRegistration, device => device.Id),
            cancellationToken, snapshot: true);
    }

    public Task<IReadOnlyList<DeviceRegistration>> ListDevicesOfBarnAsync(int farmId, int barnId, CancellationToken cancellationToken)
        => ListDevicesAsync("where farm = $1 and barn = $2 order by device_id", farmId, barnId, cancellationToken);

    public Task<IReadOnlyList<DeviceRegistration>> ListDevicesOfAnimalAsync(
        int farmId, string animalId, CancellationToken cancellationToken)
        => ListDevicesAsync("where farm = $1 and animal = $2 order by device_id", farmId, animalId, cancellationToken);

    public async Task<IReadOnlyList<int>> ListBarnsAsync(int farmId, CancellationToken cancellationToken)
        => await _database.ReadAsync(
            session =>
                session.QueryAsync("select distinct barn from device where farm = $1 and barn is not null order by barn", row => row.Int(),
                    farmId), cancellationToken);

    public Task<IReadOnlyList<string>> AddAnimalsAsync(IReadOnlyList<AnimalRegistration> animals, CancellationToken cancellationToken)
        => _database.WriteAsync(session => AnimalBulkInsert.AddAsync(session, animals), cancellationToken);

    public Task<AnimalRegistration?> FindAnimalAsync(int farmId, string animalId, CancellationToken cancellationToken)
        => _database.ReadAsync(session => session.FindAsync(Animals, "where farm = $1 and id = $2", farmId, animalId), cancellationToken);

    public async Task<string?> FindAnimalIdByTagAsync(int farmId, string tagEpc, CancellationToken cancellationToken)
        => (await _database.ReadAsync(
            session => session.QueryAsync("select id from animal where farm = $1 and tag_epc = $2", row => row.Text(), farmId, tagEpc),
            cancellationToken)).FirstOrDefault();

    public Task<Page<AnimalRegistration>> ListAnimalsAsync(
        int farmId, string? search, int first, string? after, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        var query = new PagedQuery(Animals.Name, Animals.Names, AnimalOrder)
            .Where("farm = @", farmId)
            .Where(Dialect.Contains("search", "@"), SearchText.ToSearchTerm(search));
        return _database.ReadAsync(
            session => session.ReadPageAsync(query, first, after, Animals.Read, animal => animal.Id), cancellationToken, snapshot: true);
    }

    public Task<IReadOnlyList<string>> SetAnimalGroupAsync(
        int farmId, IReadOnlyCollection<string> animalIds, string? group, CancellationToken cancellationToken)
        => _database.WriteAsync(session => SetGroupAsync(session, farmId, animalIds, group), cancellationToken, isIdempotent: true);

    public async Task<IReadOnlyDictionary<string, string>> ListAnimalGroupsAsync(int farmId, CancellationToken cancellationToken)
    {
        var groups = await _database.ReadAsync(
            session => session.QueryAsync(
                "select id, herd_group from animal where farm = $1 and herd_group is not null", row => (Id: row.Text(), Group: row.Text()),
                farmId),
            cancellationToken);
        return groups.ToDictionary(animal => animal.Id, animal => animal.Group, StringComparer.Ordinal);
    }

    private static DeviceRegistration ReadRegistration(RowReader row) => Devices.Read(row).Registration;

    private static async Task<IReadOnlyList<string>> SetGroupAsync(
        SqlSession session, int farmId, IReadOnlyCollection<string> animalIds, string? group)
    {
        var dialect = session.Dialect;
        string[] ids = [.. animalIds];

        // Rows are locked in one order: two callers that change the same animals wait for each other, never in a circle.
        var stored = await session.QueryAsync(
            $"select id from animal where farm = $1 and {dialect.IsIn("id", "$2")} order by id{dialect.ForUpdate}", row => row.Text(),
            farmId, ids);
        var known = stored.ToHashSet(StringComparer.Ordinal);
        string[] unknown = [.. ids.Where(id => !known.Contains(dialect.Sanitize(id)))];
        if (unknown.Length == 0)
        {
            await session.ExecuteAsync(
                $"update animal set herd_group = cast($3 as text) where farm = $1 and {dialect.IsIn("id", "$2")}", farmId, ids, group);
        }

        return unknown;
    }

    private async Task<IReadOnlyList<DeviceRegistration>> ListDevicesAsync(
        string clause, int farmId, object owner, CancellationToken cancellationToken)
        => await _database.ReadAsync(
            session => session.QueryAsync($"{Devices.SelectSql} {clause}", ReadRegistration, farmId, owner), cancellationToken);
}
