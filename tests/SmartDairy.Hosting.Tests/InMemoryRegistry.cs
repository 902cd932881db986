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

    public Task<DeviceRow?> FindDeviceAsync(string deviceId, CancellationToken cancellationToken)
        => Task.FromResult(_devices.GetValueOrDefault(deviceId));

    public Task<IReadOnlyList<string>> AddDevicesAsync(IReadOnlyList<DeviceRow> devices, CancellationToken cancellationToken)
    {
        foreach (var device in devices)
        {
            _devices[device.Registration.Id] = device;
        }

        return Task.FromResult<IReadOnlyList<string>>([]);
    }

    public Task<IReadOnlyDictionary<string, TopicOwner>> ResolvePlacesAsync(
        IReadOnlyCollection<string> places, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, TopicOwner>>(_devices.Values
            .Where(row => places.Contains(row.Registration.TopicPrefix))
            .ToDictionary(row => row.Registration.TopicPrefix, row =>
                new TopicOwner(row.Registration.Id, row.Registration.FarmId, row.Registration.GatewayId)));

    public Task<bool> SetDeviceEnabledAsync(string deviceId, bool enabled, CancellationToken cancellationToken)
    {
        var row = _devices[deviceId];
        _devices[deviceId] = row with { Registration = row.Registration with { Enabled = enabled } };
        return Task.FromResult(true);
    }

    public Task<bool> AddFarmAsync(FarmSnapshot farm, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<FarmSnapshot?> FindFarmAsync(int farmId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Page<FarmSnapshot>> ListFarmsAsync(
        IReadOnlyCollection<int>? only, int first, string? after, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Page<DeviceRegistration>> ListDevicesAsync(
        int farmId, DeviceFilter filter, int first, string? after, CancellationToken cancellationToken)
        => throw new NotSupportedException();

    public Task<IReadOnlyList<DeviceRegistration>> ListDevicesOfBarnAsync(int farmId, int barnId, CancellationToken cancellationToken)
        => throw new NotSupportedException();

    public Task<IReadOnlyList<DeviceRegistration>> ListDevicesOfAnimalAsync(
        int farmId, string animalId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<int>> ListBarnsAsync(int farmId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> AddAnimalsAsync(IReadOnlyList<AnimalRegistration> animals, CancellationToken cancellationToken)
        => throw new NotSupportedException();

    public Task<AnimalRegistration?> FindAnimalAsync(int farmId, string animalId, CancellationToken cancellationToken)
        => throw new NotSupportedException();

    public Task<string?> FindAnimalIdByTagAsync(int farmId, string tagEpc, CancellationToken cancellationToken)
        => throw new NotSupportedException();

    public Task<Page<AnimalRegistration>> ListAnimalsAsync(
        int farmId, string? search, int first, string? after, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> SetAnimalGroupAsync(
        int farmId, IReadOnlyCollection<string> animalIds, string? group, CancellationToken cancellationToken)
        => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<string, string>> ListAnimalGroupsAsync(int farmId, CancellationToken cancellationToken)
        => throw new NotSupportedException();
}
