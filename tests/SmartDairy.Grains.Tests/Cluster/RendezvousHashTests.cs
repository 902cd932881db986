using SmartDairy.Grains.Cluster;

namespace SmartDairy.Grains.Tests.Cluster;

public sealed class RendezvousHashTests
{
    private const int Grains = 20_000;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void A_silo_that_joins_takes_an_even_share_and_nothing_else_moves(int count)
    {
        var silos = Enumerable.Range(0, count + 1)
            .Select(i => SiloAddress.New(System.Net.IPAddress.Loopback, 11_111 + i, 150_000_000 + (i * 37))).ToArray();
        var moved = new int[count + 1];
        for (var i = 0; i < Grains; i++)
        {
            var grain = GrainId.Create("device", $"ENV-{i}");
            var (before, after) = (RendezvousHash.SelectSilo(grain, silos[..count]), RendezvousHash.SelectSilo(grain, silos));
            Assert.Equal(after, RendezvousHash.SelectSilo(grain, [.. silos.Reverse()]));
            if (!before.Equals(after))
            {
                Assert.Equal(silos[count], after);
            }

            moved[Array.IndexOf(silos, after)]++;
        }

        Assert.All(moved, share => Assert.InRange(share, Grains / (count + 1) * 0.9, Grains / (count + 1) * 1.1));
    }
}
