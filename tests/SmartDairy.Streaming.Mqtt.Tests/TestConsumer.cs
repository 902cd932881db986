using System.Collections.Concurrent;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace SmartDairy.Streaming.Mqtt.Tests;

/// <summary>What the consumer grains of a test do with a batch, and what they got.</summary>
internal sealed class TestConsumer
{
    public ConcurrentQueue<(long Shard, string Topic)> Received { get; } = new();

    public Func<long, IReadOnlyList<MqttMessage>, Task> OnBatch { get; set; } = static (_, _) => Task.CompletedTask;

    public async Task ConsumeAsync(long shard, IReadOnlyList<MqttMessage> batch)
    {
        foreach (var message in batch)
        {
            Received.Enqueue((shard, message.Topic));
        }

        await OnBatch(shard, batch);
    }
}

public interface IShardGrain : IGrainWithIntegerKey;

[ImplicitStreamSubscription("mqtt")]
internal sealed class ShardGrain(TestConsumer consumer) : Grain, IShardGrain, IStreamSubscriptionObserver, IAsyncBatchObserver<MqttMessage>
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory)
        => handleFactory.Create<MqttMessage>().ResumeAsync((IAsyncBatchObserver<MqttMessage>)this);

    public Task OnNextAsync(IList<SequentialItem<MqttMessage>> items) =>
        consumer.ConsumeAsync(this.GetPrimaryKeyLong(), [.. items.Select(static item => item.Item)]);

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
