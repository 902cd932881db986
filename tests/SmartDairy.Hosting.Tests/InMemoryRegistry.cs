using System.Collections.Concurrent;
using SmartDairy.Contracts;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.History.Registry;

namespace SmartDairy.Hosting.Tests;

/// <summary>The few questions the broker asks a registry, answered from memory, so that its tests need no store.</summary>
internal sealed class InMemoryRegistry : IRegistry
{
    private readonly ConcurrentDictionary<string, DeviceRow> _devices = new();

    public Task<DeviceRow?> DeviceAsync(string deviceId, CancellationToken cancellation) => Task.FromResult(_devices.GetValueOrDefault(deviceId));

    public Task<IReadOnlyList<string>> AddDevicesAsync(IReadOnlyList<DeviceRow> devices, CancellationToken cancellation)
    {
        foreach (var device in devices)
        {
            _devices[device.Registration.Id] = device;
        }

        return Task.FromResult<IReadOnlyList<string>>([]);
    }

    public Task<IReadOnlyDictionary<string, DeviceBinding>> ResolveAsync(IReadOnlyCollection<string> places, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<string, DeviceBinding>>(_devices.Values
            .Where(row => places.Contains(row.Registration.Place))
            .ToDictionary(row => row.Registration.Place, row => new DeviceBinding(row.Registration.Id, row.Registration.FarmId, row.Registration.GatewayId)));

    public Task<bool> SetEnabledAsync(string deviceId, bool enabled, CancellationToken cancellation)
    {
        var row = _devices[deviceId];
        _devices[deviceId] = row with { Registration = row.Registration with { Enabled = enabled } };
        return Task.FromResult(true);
    }

    public Task<bool> AddFarmAsync(FarmSnapshot farm, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<FarmSnapshot?> FarmAsync(int farmId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Page<FarmSnapshot>> FarmsAsync(IReadOnlyCollection<int>? only, int first, string? after, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Page<DeviceRegistration>> DevicesAsync(int farmId, DeviceFilter filter, int first, string? after, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<DeviceRegistration>> DevicesOfBarnAsync(int farmId, int barnId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<DeviceRegistration>> DevicesOfAnimalAsync(int farmId, string animalId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<int>> BarnsAsync(int farmId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> AddAnimalsAsync(IReadOnlyList<AnimalRegistration> animals, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<AnimalRegistration?> AnimalAsync(int farmId, string animalId, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<string?> AnimalOfTagAsync(int farmId, string tagEpc, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Page<AnimalRegistration>> AnimalsAsync(int farmId, string? search, int first, string? after, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> SetGroupAsync(int farmId, IReadOnlyCollection<string> animalIds, string? group, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<string, string>> AnimalGroupsAsync(int farmId, CancellationToken cancellation) => throw new NotSupportedException();
}
