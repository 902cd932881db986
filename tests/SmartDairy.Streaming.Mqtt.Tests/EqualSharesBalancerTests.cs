using CsCheck;
using SmartDairy.Streaming.Mqtt.Providers;
using Xunit;

namespace SmartDairy.Streaming.Mqtt.Tests;

/// <summary>Equal shares, the same for all, with few moves.</summary>
public sealed class EqualSharesBalancerTests
{
    private static readonly Gen<string[]> Silos =
        Gen.Int[0, 99_999].Select(n => $"10.0.{n / 250}.{n % 250}:11111@{n}").HashSet[1, 12].Select(silos => silos.ToArray());

    [Fact]
    public void Shares_differ_by_one_at_most_and_do_not_depend_on_the_order() => Gen.Select(Gen.Int[1, 128], Silos).Sample(
        (queues, silos) =>
        {
            var owners = EqualSharesBalancer.AssignQueues(queues, silos);
            var shares = silos.Select(silo => owners.Count(owner => owner == silo)).ToArray();
            Assert.Equal(queues, shares.Sum());
            Assert.InRange(shares.Max() - shares.Min(), 0, 1);
            Assert.Equal(owners, EqualSharesBalancer.AssignQueues(queues, [.. silos.Reverse()]));
        });

    [Fact]
    public void A_silo_that_comes_takes_its_share_and_moves_little_else()
    {
        var moved = 0;
        var silos = Enumerable.Range(0, 50).Select(i => $"10.0.0.{i}:11111@1").ToArray();
        for (var i = 0; i + 3 <= silos.Length; i++)
        {
            var before = EqualSharesBalancer.AssignQueues(8, silos[i..(i + 2)]);
            var after = EqualSharesBalancer.AssignQueues(8, silos[i..(i + 3)]);
            moved += before.Where((owner, queue) => owner != after[queue]).Count();
        }

        Assert.InRange(moved / 48.0, 2, 4);
    }

    [Fact]
    public void Without_a_silo_nobody_owns_a_queue() => Assert.All(EqualSharesBalancer.AssignQueues(8, []), Assert.Null);
}
