using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Refusals;
using SmartDairy.History.Herds;

namespace SmartDairy.Api.Tests.Dairy;

/// <summary>A farm with as many sensors as a test wants, in memory.</summary>
internal sealed class FakeFarmGrain : IFarmGrain
{
    private readonly int _id;
    private readonly DeviceRegistration[] _devices;
    private readonly TaskCompletionSource _round = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FakeFarmGrain(FakeGrainFactory grains, int id, int devices, IHerdStore? store = null)
    {
        _id = id;
        _devices = [.. Enumerable.Range(0, devices).Select(Sensor)];
        grains.Register<IFarmGrain>(id, this);
        foreach (var device in _devices)
        {
            grains.Register<IDeviceGrain>(device.Id, new FakeDeviceGrain(this, device, store));
        }
    }

    public int Calls { get; private set; }

    /// <summary>
    /// How many devices must have been asked before any of them answers: a caller that asks one after the other never gets there.
    /// </summary>
    public int AnswerAfterCalls { get; set; } = 1;

    public IReadOnlyList<int> Barns { get; set; } = [];

    public async Task WaitForCallsAsync()
    {
        if (++Calls == AnswerAfterCalls)
        {
            _round.SetResult();
        }

        await _round.Task;
    }

    public Task<FarmSnapshot?> GetAsync()
        => Task.FromResult<FarmSnapshot?>(_devices.Length == 0 ? null : new(_id, "Farm", "Europe/Berlin"));

    public Task<FarmSnapshot> CreateAsync(FarmSnapshot farm) => throw new RefusedException(RefusalKind.Conflict, $"Farm {_id} exists.");

    public Task<IReadOnlyList<int>> ListBarnIdsAsync() => Task.FromResult(Barns);

    public Task<IReadOnlyList<IssuedCredentials>> RegisterDevicesAsync(IReadOnlyList<DeviceRegistration> devices) =>
        Task.FromResult<IReadOnlyList<IssuedCredentials>>(
            [.. devices.Select(device => new IssuedCredentials(device, device.Id, "secret"))]);

    public Task<Page<DeviceRegistration>> ListDevicesAsync(DeviceFilter filter, int first, string? after)
    {
        var rest = _devices.Where(device => after is null || string.CompareOrdinal(device.Id, after) > 0).ToArray();
        DeviceRegistration[] items = [.. rest.Take(first)];
        return Task.FromResult(
            new Page<DeviceRegistration>(items, [.. items.Select(device => device.Id)], rest.Length > first, _devices.Length));
    }

    public Task<IReadOnlyList<AnimalRegistration>> RegisterAnimalsAsync(IReadOnlyList<AnimalRegistration> animals)
        => Task.FromResult(animals);

    public Task<Page<AnimalRegistration>> ListAnimalsAsync(string? search, int first, string? after) =>
        Task.FromResult(new Page<AnimalRegistration>([], [], false, 0));

    public Task SetAnimalGroupAsync(IReadOnlyList<string> animalIds, string? group, string by) => Task.CompletedTask;

    public Task<FarmLedger> GetLedgerAsync() => Task.FromResult(new FarmLedger(10, new(5, 2, 1)));

    public Task<int> ReplayRejectedAsync(IReadOnlyList<string> ids) => Task.FromResult(ids.Count);

    private DeviceRegistration Sensor(int index) => new()
    {
        Id = $"ENV-{_id}-{index:D3}",
        FarmId = _id,
        Type = DeviceType.EnvironmentalSensor,
        BarnId = 1,
        ZoneId = index + 1,
        TopicPrefix = $"dairy/farm/{_id}/barn/1/zone/{index + 1}/sensor/ENV-{_id}-{index:D3}",
    };
}
