using Xunit;

namespace SmartDairy.Streaming.Mqtt.Tests;

/// <summary>What the provider relies on, whatever the source is.</summary>
public abstract class MqttSourceContract
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_settled_arrived_once()
    {
        await using var sut = await StartAsync(capacity: 1_000);
        await using (var queue = await sut.OpenAsync())
        {
            await sut.PublishAsync(Topics("a", 100));
            var got = await ReadAsync(queue, 100);
            Assert.Equal(100, got.Select(d => d.Topic).Distinct().Count());
            got.ForEach(d => d.TrySettle(d.Topic.EndsWith('7') ? MqttSettlement.PayloadFormatInvalid : MqttSettlement.Success));
        }

        await using var next = await sut.OpenAsync();
        await sut.PublishAsync(["last"]);
        Assert.Equal("last", Assert.Single(await ReadAsync(next, 1)).Topic);
    }

    [Fact]
    public async Task What_is_abandoned_comes_again_and_the_rest_does_not()
    {
        await using var sut = await StartAsync(capacity: 1_000);
        await using var queue = await sut.OpenAsync();
        await sut.PublishAsync(Topics("a", 20));
        var again = new List<string>();
        foreach (var delivery in await ReadAsync(queue, 20))
        {
            var abandon = delivery.Topic.EndsWith('3');
            Assert.True(delivery.TrySettle(abandon ? MqttSettlement.Abandon : MqttSettlement.Success));
            if (abandon)
            {
                again.Add(delivery.Topic);
            }
        }

        var second = await ReadAsync(queue, again.Count);
        Assert.Equal(again.Order(), second.Select(d => d.Topic).Order());
        second.ForEach(d => d.TrySettle(MqttSettlement.Success));
        await sut.PublishAsync(["last"]);
        Assert.Equal("last", Assert.Single(await ReadAsync(queue, 1)).Topic);
    }

    [Fact]
    public async Task A_closed_queue_leaves_the_rest_to_its_next_owner()
    {
        await using var sut = await StartAsync(capacity: 1_000);
        var topics = Topics("a", 50);
        List<string> done = [];
        await using (var queue = await sut.OpenAsync())
        {
            await sut.PublishAsync(topics);
            foreach (var delivery in await ReadAsync(queue, 20))
            {
                var settle = done.Count < 10;
                delivery.TrySettle(settle ? MqttSettlement.Success : MqttSettlement.Abandon);
                if (settle)
                {
                    done.Add(delivery.Topic);
                }
            }
        }

        await using var next = await sut.OpenAsync();
        var rest = await ReadAsync(next, 40);
        Assert.Equal(topics.Except(done).Order(), rest.Select(d => d.Topic).Order());
        rest.ForEach(d => d.TrySettle(MqttSettlement.Success));
    }

    [Fact]
    public async Task A_queue_holds_no_more_than_its_capacity_and_loses_nothing_over_it()
    {
        await using var sut = await StartAsync(capacity: 10);
        await using var queue = await sut.OpenAsync();
        var publishing = sut.PublishAsync(Topics("a", 200));
        await Eventually.TrueAsync(() => queue.Depth == 10, "the queue fills up");
        var got = new HashSet<string>();
        var most = 0;
        while (got.Count < 200)
        {
            most = Math.Max(most, queue.Depth);
            foreach (var delivery in await ReadAsync(queue, 1))
            {
                got.Add(delivery.Topic);
                delivery.TrySettle(MqttSettlement.Success);
            }
        }

        await publishing;
        Assert.Equal(10, most);
    }

    [Fact]
    public async Task One_publishers_messages_keep_their_order_on_a_quiet_queue()
    {
        await using var sut = await StartAsync(capacity: 1_000);
        await using var queue = await sut.OpenAsync();
        var topics = Topics("a", 500);
        await sut.PublishAsync(topics);
        var got = await ReadAsync(queue, 500);
        Assert.Equal(topics, got.Select(d => d.Topic));
        got.ForEach(d => d.TrySettle(MqttSettlement.Success));
    }

    /// <summary>A source with one queue of this capacity, and who publishes to it.</summary>
    private protected abstract Task<SourceUnderTest> StartAsync(int capacity);

    private static string[] Topics(string name, int count) => [.. Enumerable.Range(0, count).Select(i => $"{name}/{i}")];

    private static async Task<List<MqttDelivery>> ReadAsync(IMqttQueueSource queue, int count)
    {
        var got = new List<MqttDelivery>();
        while (got.Count < count)
        {
            if (queue.TryRead(out var delivery))
            {
                got.Add(delivery);
            }
            else
            {
                Assert.True(await queue.WaitAsync(Cancellation).AsTask().WaitAsync(TestDelivery.MaxWait, Cancellation));
            }
        }

        return got;
    }
}

/// <summary>One source with one queue, and publishers who send again what was abandoned.</summary>
internal abstract class SourceUnderTest : IAsyncDisposable
{
    /// <summary>Takes the queue over, ready to be read.</summary>
    public abstract Task<IMqttQueueSource> OpenAsync();

    /// <summary>Publishes one message a topic at QoS 1, in order; waits while the source holds them back.</summary>
    public abstract Task PublishAsync(IReadOnlyList<string> topics);

    public abstract ValueTask DisposeAsync();
}
