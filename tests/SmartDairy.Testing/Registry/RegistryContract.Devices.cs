using SmartDairy.Contracts.Devices;
using SmartDairy.History;
using SmartDairy.History.Registry;

namespace SmartDairy.Testing.Registry;

public abstract partial class RegistryContract
{
    [Fact]
    public async Task A_device_comes_back_whole()
    {
        var whole = new DeviceRow(
            new DeviceRegistration
            {
                Id = "MM-1",
                FarmId = 1,
                Type = DeviceType.MilkMeter,
                BarnId = 1,
                ZoneId = 2,
                AnimalId = "COW-1",
                ParlorId = 3,
                StallId = 4,
                GateId = "G",
                AreaId = "A",
                GatewayId = "GW-1",
                Name = "Stand 4 'links'",
                TopicPrefix = "dairy/farm/1/milking/parlor/3/stall/4",
                Enabled = false,
            },
            Enumerable.Range(100, 32).Select(i => (byte)i).ToArray());
        Assert.Empty(await Registry.AddDevicesAsync([whole, Device("GW-1", type: DeviceType.Gateway)], Cancellation));
        await Store.ReopenAsync();
        var found = await Registry.FindDeviceAsync("MM-1", Cancellation);
        Assert.Equal(whole.Registration, found?.Registration);
        Assert.Equal(whole.SecretHash.ToArray(), found?.SecretHash.ToArray());
        Assert.Null(await Registry.FindDeviceAsync("mm-1", Cancellation));
    }

    [Fact]
    public async Task Devices_are_added_all_or_none_and_each_conflict_has_a_sentence()
    {
        Assert.Empty(await Registry.AddDevicesAsync([Device("A"), Device("B")], Cancellation));
        Assert.Contains("A",
            Assert.Single(await Registry.AddDevicesAsync([Device("C"), Device("A", farm: 2, place: "elsewhere")], Cancellation)),
            StringComparison.Ordinal);
        Assert.Single(await Registry.AddDevicesAsync([Device("C"), Device("D", farm: 2, place: "place/B")], Cancellation));
        Assert.Equal(2, (await Registry.AddDevicesAsync([Device("C"), Device("C")], Cancellation)).Count);
        Assert.Null(await Registry.FindDeviceAsync("C", Cancellation));
        var many = Enumerable.Range(0, 60).Select(_ => Device("A")).ToList();
        Assert.Equal(20, (await Registry.AddDevicesAsync(many, Cancellation)).Count);
    }

    [Fact]
    public async Task A_gateway_must_be_a_gateway_of_the_same_farm()
    {
        Assert.Single(await Registry.AddDevicesAsync([Device("A", gateway: "GW")], Cancellation));
        Assert.Empty(await Registry.AddDevicesAsync([Device("A", gateway: "GW"), Device("GW", type: DeviceType.Gateway)], Cancellation));
        Assert.Empty(await Registry.AddDevicesAsync([Device("B", gateway: "GW")], Cancellation));
        Assert.Single(await Registry.AddDevicesAsync([Device("C", farm: 2, gateway: "GW")], Cancellation));
        Assert.Single(await Registry.AddDevicesAsync([Device("C", gateway: "A")], Cancellation));
    }

    [Fact]
    public async Task Places_are_resolved_to_who_may_speak_there()
    {
        await Registry.AddDevicesAsync(
            [Device("A", gateway: "GW"), Device("GW", type: DeviceType.Gateway), Device("B", farm: 2)], Cancellation);
        var bindings = await Registry.ResolvePlacesAsync(["place/A", "place/B", "place/none"], Cancellation);
        Assert.Equal(2, bindings.Count);
        Assert.Equal(new TopicOwner("A", 1, "GW"), bindings["place/A"]);
        Assert.Equal(new TopicOwner("B", 2, null), bindings["place/B"]);
    }

    [Fact]
    public async Task A_device_is_switched_off_and_on()
    {
        await Registry.AddDevicesAsync([Device("A")], Cancellation);
        Assert.True(await Registry.SetDeviceEnabledAsync("A", false, Cancellation));
        Assert.False((await Registry.FindDeviceAsync("A", Cancellation))!.Registration.Enabled);
        Assert.True(await Registry.SetDeviceEnabledAsync("A", true, Cancellation));
        Assert.True((await Registry.FindDeviceAsync("A", Cancellation))!.Registration.Enabled);
        Assert.False(await Registry.SetDeviceEnabledAsync("B", false, Cancellation));
    }

    [Fact]
    public async Task Ten_thousand_devices_in_one_call_are_paged_and_filtered()
    {
        var devices = Enumerable.Range(0, 10_000).Select(i =>
        {
            var row = Device($"DEV-{i:D5}");
            return row with
            {
                Registration = row.Registration with
                { BarnId = i % 4, Type = (DeviceType)(i % 3), AnimalId = i < 3 ? "COW-1" : null }
            };
        }).ToList();
        Assert.Empty(await Registry.AddDevicesAsync(devices, Cancellation));
        await Registry.AddDevicesAsync([Device("DEV-X", farm: 2)], Cancellation);
        var seen = 0;
        string? after = null;
        while (true)
        {
            var page = await Registry.ListDevicesAsync(1, Any, 3_000, after, Cancellation);
            Assert.Equal(10_000, page.Total);
            Assert.Equal(devices[seen].Registration, page.Items[0]);
            seen += page.Items.Count;
            after = page.Cursors[^1];
            if (!page.HasNext)
            {
                break;
            }
        }

        Assert.Equal(10_000, seen);
        var filtered =
            await Registry.ListDevicesAsync(1, Any with
            { BarnId = 1, Type = DeviceType.MilkMeter, Search = "dev-000" }, 100, null, Cancellation);
        Assert.Equal(Enumerable.Range(0, 100).Where(i => i % 4 == 1 && i % 3 == 2).Select(i => $"DEV-{i:D5}"),
            filtered.Items.Select(device => device.Id));
        Assert.Equal(filtered.Items.Count, filtered.Total);
        Assert.Equal(2_500, (await Registry.ListDevicesOfBarnAsync(1, 3, Cancellation)).Count);
        Assert.Equal(3, (await Registry.ListDevicesOfAnimalAsync(1, "COW-1", Cancellation)).Count);
        Assert.Empty(await Registry.ListDevicesOfAnimalAsync(2, "COW-1", Cancellation));
        Assert.Equal([0, 1, 2, 3], await Registry.ListBarnsAsync(1, Cancellation));
        Assert.Equal([1], await Registry.ListBarnsAsync(2, Cancellation));
    }

    [Fact]
    public async Task While_the_store_is_away_a_change_says_so_and_leaves_nothing()
    {
        await using (await Store.BlockWritesAsync())
        {
            await Assert.ThrowsAsync<HistoryUnavailableException>(() => Registry.AddDevicesAsync([Device("A")], Cancellation));
        }

        Assert.Null(await Registry.FindDeviceAsync("A", Cancellation));
        Assert.Empty(await Registry.AddDevicesAsync([Device("A")], Cancellation));
    }

    [Fact]
    public async Task Of_two_that_register_the_same_at_once_one_is_told_in_sentences()
    {
        await using var other = Store.SupportsMultipleProcesses ? await Store.OpenAnotherAsync() : null;
        for (var round = 0; round < 10; round++)
        {
            var devices = Enumerable.Range(0, 200).Select(i => Device($"R{round}-{i}")).ToList();
            var reversed = Enumerable.Reverse(devices).ToList();
            var answers = await Task.WhenAll(
                Registry.AddDevicesAsync(devices, Cancellation), (other?.Registry ?? Registry).AddDevicesAsync(reversed, Cancellation));
            Assert.Single(answers, answer => answer.Count == 0);
            Assert.Contains("is taken.", answers.Single(answer => answer.Count > 0)[0], StringComparison.Ordinal);
            Assert.Equal(200 * (round + 1), (await Registry.ListDevicesAsync(1, Any, 1, null, Cancellation)).Total);
        }
    }
}
