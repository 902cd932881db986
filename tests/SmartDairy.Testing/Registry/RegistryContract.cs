using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.History.Registry;
using SmartDairy.Testing.History;

namespace SmartDairy.Testing.Registry;

/// <summary>What every registry must do, whichever store is behind it.</summary>
public abstract partial class RegistryContract : IAsyncLifetime
{
    private StoreUnderTest? _store;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected StoreUnderTest Store => _store!;

    protected IRegistry Registry => Store.Registry;

    public async ValueTask InitializeAsync() => _store = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A new, empty store.</summary>
    protected abstract Task<StoreUnderTest> OpenAsync();

    private static DeviceRow Device(
        string id, int farm = 1, string? place = null, string? gateway = null, DeviceType type = DeviceType.EnvironmentalSensor)
        => new(
            new DeviceRegistration
            { Id = id, FarmId = farm, Type = type, BarnId = 1, ZoneId = 2, GatewayId = gateway, TopicPrefix = place ?? $"place/{id}" },
            Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());

    private static AnimalRegistration Animal(string id, int farm = 1, string? tag = null, string? name = null)
        => new() { Id = id, FarmId = farm, TagEpc = tag, Name = name };

    private static DeviceFilter Any { get; } = new(null, null, null, null);

    [Fact]
    public async Task A_farm_is_added_once_and_found_again()
    {
        var farm = new FarmSnapshot(3, "Hof 'Müller' \"🐄\"", "Europe/Berlin");
        Assert.True(await Registry.AddFarmAsync(farm, Cancellation));
        Assert.False(await Registry.AddFarmAsync(farm with { Name = "other" }, Cancellation));
        await Store.ReopenAsync();
        Assert.Equal(farm, await Registry.FindFarmAsync(3, Cancellation));
        Assert.Null(await Registry.FindFarmAsync(4, Cancellation));
    }

    [Fact]
    public async Task Farms_come_in_pages_by_number_and_only_those_asked_for()
    {
        foreach (var id in (int[])[10, 2, 33, 1])
        {
            await Registry.AddFarmAsync(new FarmSnapshot(id, $"f{id}", "UTC"), Cancellation);
        }

        var first = await Registry.ListFarmsAsync(null, 3, null, Cancellation);
        Assert.Equal([1, 2, 10], first.Items.Select(farm => farm.Id));
        Assert.True(first.HasNext);
        Assert.Equal(4, first.Total);
        var second = await Registry.ListFarmsAsync(null, 3, first.Cursors[^1], Cancellation);
        Assert.Equal([33], second.Items.Select(farm => farm.Id));
        Assert.False(second.HasNext);
        var some = await Registry.ListFarmsAsync([33, 2, 5], 10, null, Cancellation);
        Assert.Equal([2, 33], some.Items.Select(farm => farm.Id));
        Assert.Equal(2, some.Total);
        Assert.Empty((await Registry.ListFarmsAsync([], 10, null, Cancellation)).Items);
    }

    [Fact]
    public async Task Animals_are_added_all_or_none()
    {
        Assert.Empty(await Registry.AddAnimalsAsync([Animal("COW-1", tag: "E1"), Animal("COW-2")], Cancellation));
        Assert.Single(await Registry.AddAnimalsAsync([Animal("COW-3"), Animal("COW-1")], Cancellation));
        Assert.Single(await Registry.AddAnimalsAsync([Animal("COW-3"), Animal("COW-4", tag: "E1")], Cancellation));
        Assert.Equal(2, (await Registry.AddAnimalsAsync([Animal("COW-5", tag: "E5"), Animal("COW-5", tag: "E5")], Cancellation)).Count);
        Assert.Null(await Registry.FindAnimalAsync(1, "COW-3", Cancellation));
        Assert.Empty(await Registry.AddAnimalsAsync([Animal("COW-1", farm: 2, tag: "E1")], Cancellation));
        Assert.Equal("COW-1", await Registry.FindAnimalIdByTagAsync(1, "E1", Cancellation));
        Assert.Null(await Registry.FindAnimalIdByTagAsync(1, "E9", Cancellation));
    }

    [Fact]
    public async Task Animals_are_found_by_part_of_id_name_or_tag_in_any_case()
    {
        var elsa = new AnimalRegistration
        {
            Id = "COW-1",
            FarmId = 1,
            Name = "Élsa",
            BirthDate = -86_400_000,
            Lactation = 3,
            CalvedAt = 5,
            TagEpc = "3034ABC",
        };
        await Registry.AddAnimalsAsync(
            [elsa, Animal("COW-2", name: "100%_x"), Animal("HEIFER-1"), Animal("COW-9", farm: 2, name: "Élsa")], Cancellation);
        Assert.Equal(elsa, await Registry.FindAnimalAsync(1, "COW-1", Cancellation));
        Assert.Equal([elsa], (await Registry.ListAnimalsAsync(1, "éLS", 10, null, Cancellation)).Items);
        Assert.Equal([elsa], (await Registry.ListAnimalsAsync(1, "4abc", 10, null, Cancellation)).Items);
        Assert.Equal(["COW-2"], (await Registry.ListAnimalsAsync(1, "%_", 10, null, Cancellation)).Cursors);
        var page = await Registry.ListAnimalsAsync(1, "cow", 1, null, Cancellation);
        Assert.Equal((1, 2, true), (page.Items.Count, page.Total, page.HasNext));
        Assert.Equal(
            ["COW-2"], (await Registry.ListAnimalsAsync(1, "cow", 1, page.Cursors[0], Cancellation)).Items.Select(animal => animal.Id));
    }

    [Fact]
    public async Task Animals_are_put_into_groups_all_or_none_and_taken_out_again()
    {
        await Registry.AddAnimalsAsync(
            [Animal("COW-1"), Animal("COW-2") with { Group = "fresh" }, Animal("COW-3"), Animal("COW-1", farm: 2) with { Group = "dry" }],
            Cancellation);
        Assert.Equal("fresh", (await Registry.FindAnimalAsync(1, "COW-2", Cancellation))!.Group);
        Assert.Equal(["COW-8", "COW-9"], await Registry.SetAnimalGroupAsync(1, ["COW-8", "COW-1", "COW-9"], "high", Cancellation));
        Assert.Null((await Registry.FindAnimalAsync(1, "COW-1", Cancellation))!.Group);
        Assert.Empty(await Registry.SetAnimalGroupAsync(1, ["COW-1", "COW-3"], "high", Cancellation));
        await Store.ReopenAsync();
        Assert.Equal(
            new Dictionary<string, string> { ["COW-1"] = "high", ["COW-2"] = "fresh", ["COW-3"] = "high" },
            new Dictionary<string, string>(await Registry.ListAnimalGroupsAsync(1, Cancellation)));
        Assert.Empty(await Registry.SetAnimalGroupAsync(1, ["COW-1", "COW-2"], null, Cancellation));
        Assert.Equal(["COW-3"], (await Registry.ListAnimalGroupsAsync(1, Cancellation)).Keys);
        Assert.Equal(["high"], (await Registry.ListAnimalsAsync(1, "COW-3", 5, null, Cancellation)).Items.Select(animal => animal.Group));
        Assert.Empty(await Registry.SetAnimalGroupAsync(1, [], "high", Cancellation));
        Assert.Empty(await Registry.ListAnimalGroupsAsync(3, Cancellation));
    }
}
