using Xunit;

namespace SmartDairy.Streaming.Mqtt.Tests;

public sealed class InProcessSourceTests
{
    private readonly InProcessMqttSource _source = new(new MqttStreamOptions { Queues = 1, Shards = 1, QueueCapacity = 2 });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_queue_holds_the_publisher_back_until_there_is_room()
    {
        Assert.True(_source.TryEnqueue(new TestDelivery("1")));
        Assert.True(_source.EnqueueAsync(new TestDelivery("2"), Cancellation).IsCompletedSuccessfully);
        Assert.False(_source.TryEnqueue(new TestDelivery("dropped")));
        var waiting = _source.EnqueueAsync(new TestDelivery("3"), Cancellation);
        Assert.False(waiting.IsCompleted);
        await using var reader = _source.OpenQueue(0);
        Assert.True(reader.TryRead(out var first));
        await waiting;
        Assert.Equal("1", first.Topic);
        Assert.Equal(2, reader.Depth);
    }

    [Fact]
    public async Task A_closed_queue_abandons_what_it_holds_who_waits_and_who_comes_then_opens_again()
    {
        var held = new TestDelivery("1");
        var waits = new TestDelivery("3");
        var late = new TestDelivery("4");
        await _source.EnqueueAsync(held, Cancellation);
        await _source.EnqueueAsync(new TestDelivery("2"), Cancellation);
        var waiting = _source.EnqueueAsync(waits, Cancellation);
        await _source.OpenQueue(0).DisposeAsync();
        await waiting;
        await _source.EnqueueAsync(late, Cancellation);
        Assert.All(await Task.WhenAll(held.Outcome, waits.Outcome, late.Outcome), outcome => Assert.Equal(MqttSettlement.Abandon, outcome));
        Assert.False(_source.TryEnqueue(new TestDelivery("5")));

        await using var again = _source.OpenQueue(0);
        Assert.True(_source.TryEnqueue(new TestDelivery("6")));
        Assert.True(await again.WaitAsync(Cancellation));
        Assert.True(again.TryRead(out var read));
        Assert.Equal("6", read.Topic);
    }

    [Fact]
    public void A_delivery_is_settled_once_and_survives_a_broken_connection()
    {
        var delivery = new TestDelivery("1") { SettleThrows = true };
        Assert.True(delivery.TrySettle(MqttSettlement.QuotaExceeded));
        Assert.False(delivery.TrySettle(MqttSettlement.Success));
        Assert.Equal((true, 1), (delivery.IsSettled, delivery.SettleCount));
    }
}
