using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Refusals;
using SmartDairy.Grains.Tests.Cluster;

namespace SmartDairy.Grains.Tests.Farms;

public sealed class RegistrationTests
{
    private static readonly DeviceFilter Any = new(null, null, null, null);

    [Fact]
    public async Task Devices_are_registered_with_secrets_of_their_own()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var issued = await dairy.Farm.RegisterDevicesAsync([TestDevices.Sensor(), TestDevices.Sensor("ENV-2")]);
        Assert.Equal(["ENV-1", "ENV-2"], issued.Select(one => one.Username));
        Assert.NotEqual(issued[0].Password, issued[1].Password);
        var row = await dairy.Registry.FindDeviceAsync("ENV-1", DairyTestCluster.TimeoutToken);
        Assert.Equal(Security.Devices.DeviceSecret.Hash(issued[0].Password).ToArray(), row!.SecretHash.ToArray());
        Assert.Equal("dairy/farm/1/barn/1/zone/2/sensor/ENV-1", row.Registration.TopicPrefix);
    }

    [Fact]
    public async Task A_farm_whose_creation_was_committed_behind_its_back_is_there()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var farm = dairy.Grains.GetGrain<IFarmGrain>(2);
        Assert.Null(await farm.GetAsync());
        await dairy.Registry.AddFarmAsync(new FarmSnapshot(2, "Hill", "UTC"), DairyTestCluster.TimeoutToken);
        Assert.Single(await farm.RegisterDevicesAsync([TestDevices.Sensor()]));
        Assert.Equal("Hill", (await farm.GetAsync())?.Name);
    }

    [Fact]
    public async Task One_that_is_taken_leaves_all_unregistered()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        await dairy.Farm.RegisterDevicesAsync([TestDevices.Sensor(), TestDevices.Collar("AC-1", "COW-7")]);
        await RefusedAsync(dairy, RefusalKind.Conflict, "ENV-1", TestDevices.Sensor("ENV-2"), TestDevices.Sensor(zone: 9));
        await RefusedAsync(
            dairy, RefusalKind.Conflict, "dairy/farm/1/animal/COW-7", TestDevices.Sensor("ENV-2"), TestDevices.Collar("AC-2", "COW-7"));
        await RefusedAsync(dairy, RefusalKind.Conflict, "ENV-2", TestDevices.Sensor("ENV-2"), TestDevices.Sensor("ENV-2", zone: 3));
        Assert.Equal(["AC-1", "ENV-1"], (await dairy.Farm.ListDevicesAsync(Any, 10, null)).Items.Select(device => device.Id));
    }

    [Fact]
    public async Task Every_refusal_names_its_item()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        await RefusedAsync(
            dairy, RefusalKind.InvalidArgument, "devices[1].id", TestDevices.Sensor(), TestDevices.Sensor("ENV-2") with { Id = "a b" });
        await RefusedAsync(
            dairy, RefusalKind.InvalidArgument, "zoneId", TestDevices.Sensor(), TestDevices.Sensor("ENV-2") with { ZoneId = null });
        await RefusedAsync(dairy, RefusalKind.InvalidArgument, "devices[0].gatewayId", TestDevices.Sensor() with { GatewayId = "ä" });
        await RefusedAsync(dairy, RefusalKind.InvalidArgument, "devices[0].name", TestDevices.Sensor() with { Name = "" });
        await RefusedAsync(dairy, RefusalKind.InvalidArgument, "gateway", TestDevices.Gateway("GW-1") with { GatewayId = "GW-2" });
        await RefusedAsync(dairy, RefusalKind.InvalidArgument, "1 to 10,000");
        await RefusedAsync(
            dairy, RefusalKind.InvalidArgument, "10,001", [.. Enumerable.Range(0, 10_001).Select(i => TestDevices.Sensor($"ENV-{i}"))]);
        Assert.Empty((await dairy.Farm.ListDevicesAsync(Any, 10, null)).Items);
    }

    [Fact]
    public async Task Ten_thousand_devices_at_once_are_as_many_as_may_be()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        Assert.Equal(10_000,
            (await dairy.Farm.RegisterDevicesAsync([.. Enumerable.Range(0, 10_000).Select(i => TestDevices.Sensor($"ENV-{i}"))])).Count);
        Assert.Equal(10_000, (await dairy.Farm.ListDevicesAsync(Any, 1, null)).Total);
    }

    [Fact]
    public async Task A_farm_exists_once_and_nothing_stands_on_one_that_does_not()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        Assert.Equal(RefusalKind.Conflict, (await Assert.ThrowsAsync<RefusedException>(
            () => dairy.Farm.CreateAsync(new FarmSnapshot(1, "Again", "UTC")))).Kind);
        var two = dairy.Grains.GetGrain<IFarmGrain>(2);
        Assert.Null(await two.GetAsync());
        Assert.Equal(RefusalKind.NotFound,
            (await Assert.ThrowsAsync<RefusedException>(() => two.RegisterDevicesAsync([TestDevices.Sensor()]))).Kind);
        Assert.Equal(RefusalKind.InvalidArgument, (await Assert.ThrowsAsync<RefusedException>(
            () => two.CreateAsync(new FarmSnapshot(2, "There", "Europe/Atlantis")))).Kind);
        await two.CreateAsync(new FarmSnapshot(2, "There", "Europe/Dublin"));
        Assert.Equal("There", (await two.GetAsync())!.Name);
        Assert.Equal(
            [1, 2], (await dairy.Grains.GetGrain<IFarmDirectoryGrain>(0).ListFarmsAsync(null, 10, null)).Items.Select(farm => farm.Id));
        Assert.Equal(
            [2], (await dairy.Grains.GetGrain<IFarmDirectoryGrain>(0).ListFarmsAsync([2, 3], 10, null)).Items.Select(farm => farm.Id));
    }

    [Fact]
    public async Task Animals_are_registered_all_or_none_and_found_by_what_they_are_called()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        await dairy.Farm.RegisterAnimalsAsync([Cow("COW-1") with { Name = "Berta", TagEpc = "E200" }, Cow("COW-2") with { Lactation = 2 }]);
        foreach (var (kind, name, cow) in new[]
        {
            (RefusalKind.Conflict, "COW-1", Cow("COW-1")),
            (RefusalKind.Conflict, "E200", Cow("COW-4") with { TagEpc = "E200" }),
            (RefusalKind.InvalidArgument, "animals[1].tagEpc", Cow("COW-4") with { TagEpc = "" }),
            (RefusalKind.InvalidArgument, "animals[1].lactation", Cow("COW-4") with { Lactation = 31 }),
            (RefusalKind.InvalidArgument, "animals[1].id", Cow("COW 4")),
        })
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => dairy.Farm.RegisterAnimalsAsync([Cow("COW-3"), cow]));
            Assert.Equal(kind, refused.Kind);
            Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["COW-1", "COW-2"], (await dairy.Farm.ListAnimalsAsync(null, 10, null)).Items.Select(animal => animal.Id));
        Assert.Equal("COW-1", Assert.Single((await dairy.Farm.ListAnimalsAsync("bert", 10, null)).Items).Id);
    }

    private static AnimalRegistration Cow(string id) => new() { Id = id, FarmId = 1 };

    private static async Task RefusedAsync(DairyTestCluster dairy, RefusalKind kind, string named, params DeviceRegistration[] devices)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => dairy.Farm.RegisterDevicesAsync(devices));
        Assert.Equal(kind, refused.Kind);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }
}
