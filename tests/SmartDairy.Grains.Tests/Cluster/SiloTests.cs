using Orleans.TestingHost;
using SmartDairy.Contracts.Cluster;

namespace SmartDairy.Grains.Tests.Cluster;

public sealed class SiloTests
{
    [Fact]
    public async Task A_silo_answers_for_itself_whoever_asks()
    {
        await using var dairy = await Dairy.StartAsync(silos: 2);
        for (var i = 0; i < 2; i++)
        {
            dairy.LedgerOf(i).Take(farmId: 7);
            dairy.LedgerOf(i).Take(7 + i);
        }

        foreach (var grains in new[] { dairy.Cluster.Client, dairy.GrainsOf(0), dairy.GrainsOf(1) })
        {
            var pending = await Task.WhenAll(dairy.Cluster.Silos.Select(silo => Silo(grains, silo).PendingAsync(7)));
            Assert.Equal([2, 1], pending);
            Assert.Equal(2, (await Silo(grains, dairy.Cluster.Silos[1]).CountersAsync()).Taken);
        }

        Assert.Equal(dairy.Cluster.Silos.Select(Key).Order(), (await dairy.Cluster.Client.GetGrain<IClusterGrain>(0).SilosAsync()).Order());
    }

    [Fact]
    public async Task Nobody_answers_for_a_silo_that_is_not_there()
    {
        await using var dairy = await Dairy.StartAsync(silos: 2);
        var second = dairy.Cluster.Silos[1];
        await Silo(dairy.Grains, second).PendingAsync(1);
        await dairy.Cluster.StopSiloAsync(second, Dairy.Soon);
        await Assert.ThrowsAnyAsync<OrleansException>(() => Silo(dairy.Grains, second).PendingAsync(1));
        await Assert.ThrowsAnyAsync<OrleansException>(() => Silo(dairy.Cluster.Client, second).PendingAsync(1));
        Assert.Equal([Key(dairy.Cluster.Silos[0])], await dairy.Cluster.Client.GetGrain<IClusterGrain>(0).SilosAsync());
    }

    [Fact]
    public async Task The_ledger_adds_up_what_the_silos_hold_and_forgets_what_died_with_one()
    {
        await using var dairy = await Dairy.StartAsync(silos: 3);
        await dairy.RegisterAsync(Herd.Sensor());
        await dairy.SayAsync(Herd.Sensor(), Herd.Climate(dairy.Now, 20));
        for (var i = 0; i < 3; i++)
        {
            dairy.LedgerOf(i).Take(Dairy.FarmId);
        }

        dairy.LedgerOf(1).Take(Dairy.FarmId);
        Assert.Equal((5, 4), await LedgerAsync(dairy));
        dairy.LedgerOf(0).Settle(Dairy.FarmId);
        Assert.Equal((4, 3), await LedgerAsync(dairy));

        // The farm's actor may have been on it; whoever asks then is answered once the silo is known to be gone.
        await dairy.Cluster.KillSiloAsync(dairy.Cluster.Silos[1], Dairy.Soon);
        var soon = Dairy.Soon;
        while (await PatientLedgerAsync(dairy) != (2, 1))
        {
            soon.ThrowIfCancellationRequested();
        }
    }

    private static async Task<(long Received, long Pending)> LedgerAsync(Dairy dairy)
    {
        var ledger = await dairy.Farm.LedgerAsync();
        return (ledger.Received, ledger.Pending);
    }

    private static async Task<(long Received, long Pending)?> PatientLedgerAsync(Dairy dairy)
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
