using Microsoft.Extensions.Logging.Abstractions;
using SmartDairy.Servers;

namespace SmartDairy.Streaming.Mqtt.Tests;

public sealed class BrokerSourceContractTests : MqttSourceContract
{
    private protected override async Task<SourceUnderTest> StartAsync(int capacity)
    {
        var server = await MosquittoTestExtensions.StartAsync();
        var options = server.Options();
        options.QueueCapacity = capacity;
        return new BrokerSourceUnderTest(server, new MqttBrokerSource("test", options, null, null, NullLogger.Instance));
    }

    private sealed class BrokerSourceUnderTest(MosquittoServer server, MqttBrokerSource source) : SourceUnderTest
    {
        public override async Task<IMqttQueueSource> OpenAsync()
        {
            var queue = source.OpenQueue(0);
            await queue.StartAsync(CancellationToken.None);
            await Eventually.TrueAsync(
                () => source.QueueStatuses[0].IsConnected, "the queue is connected", () => $"{source.QueueStatuses[0]}");
            return queue;
        }

        public override Task PublishAsync(IReadOnlyList<string> topics) => new TestPublisher(server.Address()).PublishAsync(topics);

        public override async ValueTask DisposeAsync()
        {
            await source.DisposeAsync();
            await server.DisposeAsync();
        }
    }
}
