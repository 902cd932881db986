using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Live;
using SmartDairy.Grains.Tests.Cluster;

namespace SmartDairy.Grains.Tests.Live;

public sealed class LocalLiveFeedTests
{
    private const int Capacity = 8_192;

    [Fact]
    public async Task A_watcher_sees_each_stored_reading_once_from_the_moment_it_joined()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var (one, two) = (TestDevices.Sensor(), TestDevices.Sensor("ENV-2"));
        await dairy.Farm.RegisterDevicesAsync([one, two]);
        await dairy.SendTelemetryAsync(one, TestDevices.Climate(dairy.Now, 10));
        var all = dairy.Feed.StreamReadingsAsync(DairyTestCluster.FarmId, null, DairyTestCluster.TimeoutToken);
        var some = dairy.Feed.StreamReadingsAsync(DairyTestCluster.FarmId, new HashSet<string> { "ENV-2" }, DairyTestCluster.TimeoutToken);
        var payload = TestDevices.Climate(dairy.Now, 11);
        await dairy.SendTelemetryAsync(one, payload);
        await dairy.SendTelemetryAsync(one, payload);
        await dairy.SendTelemetryAsync(one, "{");
        await dairy.SendTelemetryAsync(two, TestDevices.Climate(dairy.Now, 12));
        Assert.Equal([11, 12], (await TakeAsync(all, 2)).Select(reading => reading.Values[0]));
        Assert.Equal([12], (await TakeAsync(some, 1)).Select(reading => reading.Values[0]));
    }

    [Fact]
    public async Task A_slow_watcher_loses_the_oldest_and_the_others_lose_nothing()
    {
        var feed = new LocalLiveFeed();
        var slow = feed.StreamReadingsAsync(1, null, DairyTestCluster.TimeoutToken);
        await using var quick = feed.StreamReadingsAsync(1, null, DairyTestCluster.TimeoutToken)
            .GetAsyncEnumerator(DairyTestCluster.TimeoutToken);
        for (var i = 0; i < Capacity + 10; i++)
        {
            feed.Publish(Reading(1, i));
            Assert.True(await quick.MoveNextAsync());
            Assert.Equal(i, quick.Current.Time);
        }

        Assert.Equal(
            Enumerable.Range(10, Capacity).Select(i => (long)i), (await TakeAsync(slow, Capacity)).Select(reading => reading.Time));
    }

    [Fact]
    public async Task A_farm_is_watched_only_while_somebody_watches_it()
    {
        var feed = new LocalLiveFeed();
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        Assert.False(feed.HasReadingSubscribers(1));
        _ = feed.StreamReadingsAsync(1, null, first.Token);
        var read = TakeAsync(feed.StreamReadingsAsync(1, null, second.Token), 1);
        Assert.True(feed.HasReadingSubscribers(1));
        Assert.False(feed.HasReadingSubscribers(2));
        Assert.False(feed.HasStatusSubscribers(1));
        first.Cancel();
        Assert.True(feed.HasReadingSubscribers(1));
        feed.Publish(Reading(2, 1));
        feed.Publish(Reading(1, 2));
        Assert.Equal(2, Assert.Single(await read).Time);
        Assert.False(feed.HasReadingSubscribers(1));
    }

    private static async Task<List<Reading>> TakeAsync(IAsyncEnumerable<Reading> readings, int count)
    {
        var taken = new List<Reading>();
        await foreach (var reading in readings)
        {
            taken.Add(reading);
            if (taken.Count == count)
            {
                break;
            }
        }

        return taken;
    }

    private static EnvironmentReading Reading(int farm, long time)
        => new() { DeviceId = "ENV-1", FarmId = farm, Time = time, ReceivedAt = time, MessageId = time, Quality = 100, Values = [] };
}
