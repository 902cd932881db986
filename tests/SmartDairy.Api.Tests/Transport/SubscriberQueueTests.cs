using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Transport;
using Xunit;

namespace SmartDairy.Api.Tests.Transport;

public sealed class SubscriberQueueTests
{
    [Fact]
    public async Task A_full_queue_loses_the_oldest_and_counts_them()
    {
        var dropped = 0;
        var queue = new SubscriberQueue(3, neverDrop: false, () => dropped++);
        for (var i = 1; i <= 5; i++)
        {
            queue.OnNext(new() { Data = i });
        }

        queue.OnCompleted();
        Assert.Equal([3, 4, 5], await ReadAsync(queue));
        Assert.Equal(2, dropped);
    }

    [Fact]
    public async Task A_full_queue_that_must_not_drop_ends_after_what_it_holds()
    {
        var queue = new SubscriberQueue(2, neverDrop: true, () => Assert.Fail("dropped"));
        for (var i = 1; i <= 3; i++)
        {
            queue.OnNext(new() { Data = i });
        }

        var read = new List<int>();
        await Assert.ThrowsAsync<RateLimitedException>(async () =>
        {
            await foreach (var item in queue.ReadAllAsync(TestContext.Current.CancellationToken))
            {
                read.Add((int)item.Data!);
            }
        });
        Assert.Equal([1, 2], read);
    }

    private static async Task<List<int>> ReadAsync(SubscriberQueue queue)
    {
        var read = new List<int>();
        await foreach (var item in queue.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            read.Add((int)item.Data!);
        }

        return read;
    }
}
