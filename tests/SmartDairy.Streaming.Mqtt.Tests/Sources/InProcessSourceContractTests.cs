namespace SmartDairy.Streaming.Mqtt.Tests;

public sealed class InProcessSourceContractTests : MqttSourceContract
{
    private protected override Task<SourceUnderTest> StartAsync(int capacity)
        => Task.FromResult<SourceUnderTest>(new InProcessSourceUnderTest(capacity));

    private sealed class InProcessSourceUnderTest(int capacity) : SourceUnderTest
    {
        private readonly InProcessMqttSource _source = new(
            new MqttStreamOptions { Queues = 1, Shards = 1, QueueCapacity = capacity });

        private readonly Lock _gate = new();
        private readonly List<string> _again = [];
        private bool _isOpen;

        public override async Task<IMqttQueueSource> OpenAsync()
        {
            var queue = _source.OpenQueue(0);
            await queue.StartAsync(CancellationToken.None);
            string[] again;
            lock (_gate)
            {
                _isOpen = true;
                again = [.. _again];
                _again.Clear();
            }

            await PublishAsync(again);
            return new Closing(queue, this);
        }

        public override async Task PublishAsync(IReadOnlyList<string> topics)
        {
            foreach (var topic in topics)
            {
                var delivery = new TestDelivery(topic);
                _ = ResendAsync(delivery);
                await _source.EnqueueAsync(delivery);
            }
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

        /// <summary>As a device whose connection was closed does: at once, or when there is somebody to connect to.</summary>
        private async Task ResendAsync(TestDelivery delivery)
        {
            if (await delivery.Outcome == MqttSettlement.Abandon)
            {
                lock (_gate)
                {
                    if (!_isOpen)
                    {
                        _again.Add(delivery.Topic);
                        return;
                    }
                }

                await PublishAsync([delivery.Topic]);
            }
        }

        private sealed class Closing(IMqttQueueSource queue, InProcessSourceUnderTest source) : IMqttQueueSource
        {
            public int Depth => queue.Depth;

            public Task StartAsync(CancellationToken cancellationToken) => queue.StartAsync(cancellationToken);

            public bool TryRead([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MqttDelivery? delivery)
                => queue.TryRead(out delivery);

            public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => queue.WaitAsync(cancellationToken);

            public ValueTask DisposeAsync()
            {
                lock (source._gate)
                {
                    source._isOpen = false;
                }

                return queue.DisposeAsync();
            }
        }
    }
}
