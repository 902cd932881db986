using Orleans.TestingHost;
using SmartDairy.Contracts.Cluster;

namespace SmartDairy.Grains.Tests.Cluster;

public sealed class SiloTests
{
    [Fact]
    public async Task A_silo_answers_for_itself_whoever_asks()
    {
        await using var dairy = await DairyTestCluster.StartAsync(silos: 2);
        for (var i = 0; i < 2; i++)
        {
            dairy.LedgerOf(i).MarkReceived(farmId: 7);
            dairy.LedgerOf(i).MarkReceived(7 + i);
        }

        foreach (var grains in new[] { dairy.Cluster.Client, dairy.GrainsOf(0), dairy.GrainsOf(1) })
        {
            var pending = await Task.WhenAll(dairy.Cluster.Silos.Select(silo => Silo(grains, silo).CountPendingAsync(7)));
            Assert.Equal([2, 1], pending);
            Assert.Equal(2, (await Silo(grains, dairy.Cluster.Silos[1]).GetCountersAsync()).Received);
        }

        Assert.Equal(
            dairy.Cluster.Silos.Select(Key).Order(), (await dairy.Cluster.Client.GetGrain<IClusterGrain>(0).ListSilosAsync()).Order());
    }

    [Fact]
    public async Task Nobody_answers_for_a_silo_that_is_not_there()
    {
        await using var dairy = await DairyTestCluster.StartAsync(silos: 2);
        var second = dairy.Cluster.Silos[1];
        await Silo(dairy.Grains, second).CountPendingAsync(1);
        await dairy.Cluster.StopSiloAsync(second, DairyTestCluster.TimeoutToken);
        await Assert.ThrowsAnyAsync<OrleansException>(() => Silo(dairy.Grains, second).CountPendingAsync(1));
        await Assert.ThrowsAnyAsync<OrleansException>(() => Silo(dairy.Cluster.Client, second).CountPendingAsync(1));
        Assert.Equal([Key(dairy.Cluster.Silos[0])], await dairy.Cluster.Client.GetGrain<IClusterGrain>(0).ListSilosAsync());
    }

    [Fact]
    public async Task The_ledger_adds_up_what_the_silos_hold_and_forgets_what_died_with_one()
    {
        await using var dairy = await DairyTestCluster.StartAsync(silos: 3);
        await dairy.RegisterAsync(TestDevices.Sensor());
        await dairy.SendTelemetryAsync(TestDevices.Sensor(), TestDevices.Climate(dairy.Now, 20));
        for (var i = 0; i < 3; i++)
        {
            dairy.LedgerOf(i).MarkReceived(DairyTestCluster.FarmId);
        }

        dairy.LedgerOf(1).MarkReceived(DairyTestCluster.FarmId);
        Assert.Equal((5, 4), await LedgerAsync(dairy));
        dairy.LedgerOf(0).MarkSettled(DairyTestCluster.FarmId);
        Assert.Equal((4, 3), await LedgerAsync(dairy));

        // The farm's actor may have been on it; whoever asks then is answered once the silo is known to be gone.
        await dairy.Cluster.KillSiloAsync(dairy.Cluster.Silos[1], DairyTestCluster.TimeoutToken);
        var soon = DairyTestCluster.TimeoutToken;
        while (await PatientLedgerAsync(dairy) != (2, 1))
        {
            soon.ThrowIfCancellationRequested();
        }
    }

    private static async Task<(long Received, long Pending)> LedgerAsync(DairyTestCluster dairy)
    {
        var ledger = await dairy.Farm.GetLedgerAsync();
        return (ledger.Received, ledger.Pending);
    }

    private static async Task<(long Received, long Pending)?> PatientLedgerAsync(DairyTestCluster dairy)
    {
        try
        {
            return await LedgerAsync(dairy);
        }
        catch (OrleansException)
        {
            return null;
        }
    }

    private static ISiloGrain Silo(IGrainFactory grains, InProcessSiloHandle silo) => grains.GetGrain<ISiloGrain>(Key(silo));

    private static string Key(InProcessSiloHandle silo) => silo.SiloAddress.ToParsableString();
}
