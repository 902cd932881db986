using System.Collections.Concurrent;

namespace SmartDairy.Streaming.Mqtt.Tests;

/// <summary>A consumer that keeps what it took, and then acknowledges.</summary>
internal sealed class ConsumedTopics
{
    private readonly ConcurrentDictionary<string, byte> _topics = new();

    public bool Contains(string topic) => _topics.ContainsKey(topic);

    /// <summary>Until the queue is closed.</summary>
    public async Task ConsumeAsync(IMqttQueueSource queue)
    {
        while (await queue.WaitAsync(CancellationToken.None))
        {
            while (queue.TryRead(out var delivery))
            {
                _topics.TryAdd(delivery.Topic, 0);
                delivery.TrySettle(MqttSettlement.Success);
            }
        }
    }
}
