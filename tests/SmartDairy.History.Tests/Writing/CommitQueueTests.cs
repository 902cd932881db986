using SmartDairy.History.Writing;

namespace SmartDairy.History.Tests.Writing;

/// <summary>Gathering, order, bounds, failures and the end of the one commit queue.</summary>
public sealed class CommitQueueTests
{
    private static readonly CommitQueueOptions Bounds = new() { MaxBatchRows = 10 };

    [Fact]
    public async Task Works_that_arrive_while_a_commit_runs_share_the_next_one_in_order()
    {
        await using var queue = Create(Bounds);
        var added = Enumerable.Range(0, 25).Select(queue.AddAsync).ToList();
        Assert.Equal(25, queue.PendingRows);
        Assert.Equal(Enumerable.Range(0, 10), await SettleAsync(queue));
        Assert.Equal(Enumerable.Range(10, 10), await SettleAsync(queue));
        Assert.Equal(Enumerable.Range(20, 5), await SettleAsync(queue));
        Assert.Equal(Enumerable.Range(0, 25), await Task.WhenAll(added));
        Assert.Equal(0, queue.PendingRows);
    }

    [Fact]
    public async Task A_work_larger_than_every_bound_is_a_batch_of_its_own()
    {
        await using var queue =
            new CommitQueue<int, int>(Bounds with { MaxPendingRows = 15, MaxPendingBytes = 5 }, work => new(work, work));
        var large = queue.AddAsync(100);
        var small = queue.AddAsync(1);
        Assert.Equal(100, queue.PendingRows);
        var first = await SettleAsync(queue);
        var second = await SettleAsync(queue);
        Assert.Equal([100], first);
        Assert.Equal([1], second);
        Assert.Equal(100, await large);
        Assert.Equal(1, await small);
    }

    [Theory]
    [InlineData(12, long.MaxValue)]
    [InlineData(int.MaxValue, 12)]
    public async Task Callers_beyond_the_bounds_wait_in_order_until_there_is_room(int maxRows, long maxBytes)
    {
        await using var queue = Create(Bounds with { MaxPendingRows = maxRows, MaxPendingBytes = maxBytes });
        var added = Enumerable.Range(0, 30).Select(queue.AddAsync).ToList();
        Assert.Equal(12, queue.PendingRows);
        var order = new List<int>();
        while (order.Count < 30)
        {
            order.AddRange(await SettleAsync(queue));
            Assert.InRange(queue.PendingRows, 0, 12);
        }

        Assert.Equal(Enumerable.Range(0, 30), order);
        await Task.WhenAll(added);
    }

    [Fact]
    public async Task Works_with_a_common_key_do_not_share_a_commit()
    {
        await using var queue = new CommitQueue<int, int>(Bounds, _ => new(1, 1), work => [work % 3]);
        var added = Enumerable.Range(0, 6).Select(queue.AddAsync).ToList();
        Assert.Equal(Enumerable.Range(0, 3), await SettleAsync(queue));
        Assert.Equal(Enumerable.Range(3, 3), await SettleAsync(queue));
        await Task.WhenAll(added);
    }

    [Fact]
    public async Task A_small_batch_waits_while_another_one_is_sent_and_goes_beside_one_that_is_synced()
    {
        await using var queue = Create(Bounds with { Workers = 2, MinRowsBesideSender = 3 });
        _ = queue.AddAsync(0);
        var first = (await queue.TakeAsync(Timeout.InfiniteTimeSpan))!;
        _ = queue.AddAsync(1);
        var next = queue.TakeAsync(Timeout.InfiniteTimeSpan);
        Assert.False(next.IsCompleted);
        first.MarkSent();
        var second = (await next)!;
        Assert.Equal([1], second.Works);

        Enumerable.Range(2, 3).ToList().ForEach(work => _ = queue.AddAsync(work));
        var third = (await queue.TakeAsync(Timeout.InfiniteTimeSpan))!;
        Assert.Equal([2, 3, 4], third.Works);
        foreach (var batch in (CommitBatch<int, int>[])[first, second, third])
        {
            batch.Succeed(batch.Works);
        }

        Assert.Equal(0, queue.PendingRows);
    }

    [Fact]
    public async Task Closing_hands_out_what_was_accepted_and_fails_the_callers_that_wait_for_room()
    {
        await using var queue = Create(Bounds with { MaxPendingRows = 5 });
        var added = Enumerable.Range(0, 8).Select(queue.AddAsync).ToList();
        queue.Close();
        Assert.All(added[5..], task => Assert.IsType<HistoryUnavailableException>(task.Exception!.InnerException));
        await Assert.ThrowsAsync<HistoryUnavailableException>(() => queue.AddAsync(9));
        Assert.Equal(Enumerable.Range(0, 5), await SettleAsync(queue));
        Assert.Null(await queue.TakeAsync(Timeout.InfiniteTimeSpan));
        Assert.Null(queue.Take());
        Assert.Equal(Enumerable.Range(0, 5), await Task.WhenAll(added[..5]));
    }

    [Fact]
    public async Task A_batch_that_fails_for_good_is_split_and_only_the_cause_fails()
    {
        await using var queue = Create(Bounds);
        var added = Enumerable.Range(0, 5).Select(queue.AddAsync).ToList();
        var attempts = new List<int>();
        queue.Start(
            works =>
            {
                attempts.Add(works.Count);
                return works.Contains(3) ? throw new ArgumentException("3") : Task.FromResult(works);
            },
            _ => false);
        var stored = await Task.WhenAll(added.Where((_, i) => i != 3));
        Assert.Equal([0, 1, 2, 4], stored);
        await Assert.ThrowsAsync<ArgumentException>(() => added[3]);
        Assert.Equal([5, 1, 1, 1, 1, 1], attempts);
    }

    [Fact]
    public async Task A_batch_that_fails_for_a_while_fails_whole_and_the_next_one_is_tried()
    {
        var queue = Create(Bounds);
        var added = Enumerable.Range(0, 12).Select(queue.AddAsync).ToList();
        queue.Start(works => works.Contains(3) ? throw new TimeoutException() : Task.FromResult(works), _ => true);
        await queue.DisposeAsync();
        Assert.All(added[..10], task => Assert.IsType<TimeoutException>(task.Exception!.InnerException));
        var stored = await Task.WhenAll(added[10..]);
        Assert.Equal([10, 11], stored);
        Assert.Equal(0, queue.PendingRows);
    }

    private static CommitQueue<int, int> Create(CommitQueueOptions options) => new(options, _ => new CommitSize(1, 1));

    private static async Task<IReadOnlyList<int>> SettleAsync(CommitQueue<int, int> queue)
    {
        var batch = (await queue.TakeAsync(Timeout.InfiniteTimeSpan))!;
        batch.Succeed(batch.Works);
        return batch.Works;
    }
}
