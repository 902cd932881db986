using SmartDairy.Contracts.Cluster;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Grains.Cluster;
using SmartDairy.Grains.Tests.Cluster;
using SmartDairy.Protocol.Topics;

namespace SmartDairy.Grains.Tests.Devices;

public sealed class DeviceMigrationTests
{
    private const int Count = 90;

    [Fact]
    public async Task A_silo_that_joins_gets_its_share_of_devices_and_they_forget_nothing_and_lose_nothing()
    {
        await using var dairy = await DairyTestCluster.StartAsync(silos: 2);
        var devices = Enumerable.Range(1, Count).Select(i => TestDevices.Sensor($"ENV-{i}")).ToArray();
        await dairy.Farm.RegisterDevicesAsync(devices);
        for (var i = 0; i < Count; i++)
        {
            await SendAsync(dairy, devices[i], $$$"""{"readings":{"temperature_c":{{{i % 30}}}},"firmware_version":"v{{{i}}}"}""");
            await dairy.ConsumeAsync(dairy.Message(DeviceTopics.StatusTopic(devices[i]), """{"status":"warning"}""", devices[i].Id));
            await dairy.Device(devices[i].Id).HandleConnectionChangeAsync(new ConnectionChange(ConnectionChangeKind.Opened, dairy.Now, 5));
        }

        var before = await Task.WhenAll(devices.Select(device => dairy.SnapshotAsync(device.Id)));
        var reads = dairy.FaultyHistory.LatestReads;
        using var ending = new CancellationTokenSource();
        var load = LoadAsync(dairy, devices, ending.Token);
        await dairy.Cluster.StartAdditionalSiloAsync();
        var silos = dairy.Cluster.Silos.Select(silo => silo.SiloAddress).ToArray();
        var soon = DairyTestCluster.TimeoutToken;
        while (!await AllOnSelectedSiloAsync(dairy, devices, silos))
        {
            soon.ThrowIfCancellationRequested();
        }

        await ending.CancelAsync();
        var sent = await load;
        Assert.Equal(reads, dairy.FaultyHistory.LatestReads);
        var counts =
            await Task.WhenAll(
                dairy.Cluster.Silos.Select(
                    silo => dairy.Grains.GetGrain<ISiloGrain>(silo.SiloAddress.ToParsableString()).GetCountersAsync()));
        Assert.Equal(Count, counts.Sum(counters => counters.ActiveDevices));
        Assert.All(counts, counters => Assert.InRange(counters.ActiveDevices, Count / 6, Count / 2));
        for (var i = 0; i < Count; i++)
        {
            var after = await dairy.SnapshotAsync(devices[i].Id);
            Assert.Equal((DeviceStatus.Warning, true, $"v{i}"), (after.Status, after.Connected, after.FirmwareVersion));
            Assert.Equal(before[i].Value("temperature_c"), after.Value("temperature_c"));
        }

        var ledger = await dairy.GetSettledLedgerAsync();
        Assert.Equal((Count + sent, 0L, 0L), (ledger.Settled.Stored, ledger.Settled.Duplicate, ledger.Settled.Rejected));
    }

    /// <summary>Sends each message once; a call that fails fails the test.</summary>
    private static async Task<int> LoadAsync(DairyTestCluster dairy, DeviceRegistration[] devices, CancellationToken cancellationToken)
    {
        var sent = 0;
        for (var serial = 0; !cancellationToken.IsCancellationRequested; serial++)
        {
            await Task.WhenAll(
                devices.Select(
                    device => SendAsync(dairy, device, $$$"""{"message_id":"{{{serial}}}","readings":{"humidity_percent":50}}""")));
            sent += devices.Length;
        }

        return sent;
    }

    private static Task SendAsync(DairyTestCluster dairy, DeviceRegistration device, string payload)
        => dairy.Device(device.Id).IngestAsync(new DeviceBatch(
    [
        new ReceivedMessage
        {
            Topic = DeviceTopics.TelemetryTopic(device),
            Payload = System.Text.Encoding.UTF8.GetBytes(payload),
            ReceivedAt = dairy.Now,
            Principal = device.Id,
            PrincipalFarmId = DairyTestCluster.FarmId,
        },
    ]));

    private static async Task<bool> AllOnSelectedSiloAsync(DairyTestCluster dairy, DeviceRegistration[] devices, SiloAddress[] silos)
    {
        var management = dairy.Grains.GetGrain<IManagementGrain>(0);
        foreach (var device in devices)
        {
            var grain = dairy.Device(device.Id);
            if (!RendezvousHash.SelectSilo(grain.GetGrainId(), silos).Equals(await management.GetActivationAddress(grain)))
            {
                return false;
            }
        }

        return true;
    }
}
