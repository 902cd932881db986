using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Refusals;

namespace SmartDairy.Api.Tests.Dairy;

/// <summary>A farm with as many sensors as a test wants, in memory.</summary>
internal sealed class PaperFarm : IFarmGrain
{
    private readonly int _id;
    private readonly DeviceRegistration[] _devices;
    private readonly TaskCompletionSource _round = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PaperFarm(GrainDirectory grains, int id, int devices)
    {
        _id = id;
        _devices = [.. Enumerable.Range(0, devices).Select(Sensor)];
        grains.Put<IFarmGrain>(id, this);
        foreach (var device in _devices) grains.Put<IDeviceGrain>(device.Id, new PaperDevice(this, device));
    }

    public int Asked { get; private set; }

    /// <summary>How many devices must have been asked before any of them answers: a caller that asks one after the other never gets there.</summary>
    public int AnswerAfter { get; set; } = 1;

    public IReadOnlyList<int> Barns { get; set; } = [];

    public async Task AskedAsync()
    {
        if (++Asked == AnswerAfter) _round.SetResult();
        await _round.Task;
    }

    public Task<FarmSnapshot?> GetAsync() => Task.FromResult<FarmSnapshot?>(_devices.Length == 0 ? null : new(_id, "Farm", "Europe/Berlin"));

    public Task<FarmSnapshot> CreateAsync(FarmSnapshot farm) => throw new RefusedException(RefusalKind.Conflict, $"Farm {_id} exists.");

    public Task<IReadOnlyList<int>> BarnsAsync() => Task.FromResult(Barns);

    public Task<IReadOnlyList<IssuedCredentials>> RegisterDevicesAsync(IReadOnlyList<DeviceRegistration> devices) =>
        Task.FromResult<IReadOnlyList<IssuedCredentials>>([.. devices.Select(device => new IssuedCredentials(device, device.Id, "secret"))]);

    public Task<Page<DeviceRegistration>> DevicesAsync(DeviceFilter filter, int first, string? after)
    {
        var rest = _devices.Where(device => after is null || string.CompareOrdinal(device.Id, after) > 0).ToArray();
        DeviceRegistration[] items = [.. rest.Take(first)];
        return Task.FromResult(new Page<DeviceRegistration>(items, [.. items.Select(device => device.Id)], rest.Length > first, _devices.Length));
    }

    public Task<IReadOnlyList<AnimalRegistration>> RegisterAnimalsAsync(IReadOnlyList<AnimalRegistration> animals) => Task.FromResult(animals);

    public Task<Page<AnimalRegistration>> AnimalsAsync(string? search, int first, string? after) =>
        Task.FromResult(new Page<AnimalRegistration>([], [], false, 0));

    public Task SetGroupAsync(IReadOnlyList<string> animalIds, string? group, string by) => Task.CompletedTask;

    public Task<FarmLedger> LedgerAsync() => Task.FromResult(new FarmLedger(10, new(5, 2, 1)));

    public Task<int> ReplayRejectedAsync(IReadOnlyList<string> ids) => Task.FromResult(ids.Count);

    private DeviceRegistration Sensor(int index) => new()
    {
        Id = $"ENV-{_id}-{index:D3}",
        FarmId = _id,
        Type = DeviceType.EnvironmentalSensor,
        BarnId = 1,
        ZoneId = index + 1,
        Place = $"dairy/farm/{_id}/barn/1/zone/{index + 1}/sensor/ENV-{_id}-{index:D3}",
    };
}
