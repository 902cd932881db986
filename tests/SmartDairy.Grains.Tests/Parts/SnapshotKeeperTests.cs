using SmartDairy.Grains.Parts;
using SmartDairy.History.Herds;

namespace SmartDairy.Grains.Tests.Parts;

public sealed class SnapshotKeeperTests
{
    private readonly List<long> _saved = [];

    [Fact]
    public void Snapshot_is_saved_once_an_interval_lies_between()
    {
        var keeper = Create();
        keeper.MarkRestored(1_000);
        foreach (var asOf in new long[] { 1_500, 10_999, 11_000, 11_001, 20_999, 25_000 })
        {
            keeper.SaveIfDue(asOf, () => Snapshot(asOf));
        }

        Assert.Equal([11_000, 25_000], _saved);
        Assert.Equal(25_000, keeper.CoveredUntil);
    }

    [Fact]
    public void Deactivation_saves_only_what_is_newer()
    {
        var keeper = Create();
        keeper.MarkRestored(1_000);
        keeper.SaveIfNewer(1_000, () => Snapshot(1_000));
        Assert.Empty(_saved);
        keeper.SaveIfNewer(1_001, () => Snapshot(1_001));
        Assert.Equal([1_001], _saved);
    }

    [Fact]
    public void Forced_snapshot_may_cover_less_than_the_last()
    {
        var keeper = Create();
        keeper.MarkRestored(50_000);
        keeper.Save(Snapshot(20_000));
        keeper.SaveIfDue(30_000, () => Snapshot(30_000));
        Assert.Equal([20_000, 30_000], _saved);
    }

    private SnapshotKeeper Create() => new(snapshot => _saved.Add(snapshot.AsOf), TimeSpan.FromSeconds(10));

    private static ActorSnapshot Snapshot(long asOf) => new(1, "test", "subject", asOf, default);
}
