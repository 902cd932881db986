using System.Text;
using SmartDairy.Streaming.Mqtt.Providers;
using Xunit;

namespace SmartDairy.Streaming.Mqtt.Tests;

/// <summary>Golden values: a change of them would move every device to another shard at the next upgrade.</summary>
public sealed class PartitionTests
{
    [Theory]
    [InlineData("", 3244421341483603138UL)]
    [InlineData("dairy/farm-1/milk", 14118353082435742628UL)]
    [InlineData("höf/Kühe", 341831759990688699UL)]
    public void The_hash_is_the_same_for_ever(string key, ulong expected) => Assert.Equal(expected, MqttPartition.Hash(key));

    [Fact]
    public void A_long_key_hashes_as_its_utf8_bytes()
    {
        var key = new string('ü', 5_000);
        Assert.Equal(System.IO.Hashing.XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(key)), MqttPartition.Hash(key));
    }

    [Fact]
    public void Shard_streams_are_counted_out_over_the_queues()
    {
        var mapper = new MqttStreamQueueMapper("p", "mqtt", 4);
        for (var shard = 0; shard < 24; shard++)
        {
            Assert.Equal((uint)(shard % 4), mapper.GetQueueForStream(StreamId.Create("mqtt", shard)).GetNumericId());
        }

        Assert.Equal([0u, 1u << 30, 2u << 30, 3u << 30], mapper.GetAllQueues().Select(q => q.GetUniformHashCode()));
        var other = StreamId.Create("commands", "device-7");
        Assert.Equal(mapper.GetQueueForStream(other), new MqttStreamQueueMapper("p", "mqtt", 4).GetQueueForStream(other));
    }
}
