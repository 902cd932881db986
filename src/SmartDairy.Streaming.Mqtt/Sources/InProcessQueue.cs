using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace SmartDairy.Streaming.Mqtt;

/// <summary>
/// One queue of <see cref="InProcessMqttSource"/>. It takes deliveries before it is first opened, so that a broker may start before
/// the silo's streams do; once closed it takes none until it is opened again.
/// </summary>
internal sealed class InProcessQueue(int capacity)
{
    private readonly Lock _gate = new();
    private volatile Channel<MqttDelivery> _channel = Create(capacity);
    private object? _latestReader;
    private bool _closed;

    public bool TryWrite(MqttDelivery delivery) => _channel.Writer.TryWrite(delivery);

    public async ValueTask WriteAsync(MqttDelivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            await _channel.Writer.WriteAsync(delivery, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            delivery.TrySettle(MqttSettlement.Abandon);
        }
    }

    public Reader Open()
    {
        lock (_gate)
        {
            if (_closed)
            {
                _channel = Create(capacity);
                _closed = false;
            }

            var reader = new Reader(this, _channel);
            _latestReader = reader;
            return reader;
        }
    }

    private static Channel<MqttDelivery> Create(int capacity) =>
        Channel.CreateBounded<MqttDelivery>(new BoundedChannelOptions(capacity)
        { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private void Close(Reader reader)
    {
        lock (_gate)
        {
            // A queue that was opened again meanwhile belongs to the newer reader.
            if (_closed || !ReferenceEquals(reader, _latestReader))
            {
                return;
            }

            _closed = true;
            reader.Channel.Writer.TryComplete();
        }

        while (reader.Channel.Reader.TryRead(out var delivery))
        {
            delivery.TrySettle(MqttSettlement.Abandon);
        }
    }

    internal sealed class Reader(InProcessQueue queue, Channel<MqttDelivery> channel) : IMqttQueueSource
    {
        public Channel<MqttDelivery> Channel { get; } = channel;

        public int Depth => Channel.Reader.Count;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public bool TryRead([NotNullWhen(true)] out MqttDelivery? delivery) => Channel.Reader.TryRead(out delivery);

        public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => Channel.Reader.WaitToReadAsync(cancellationToken);

        public ValueTask DisposeAsync()
        {
            queue.Close(this);
            return ValueTask.CompletedTask;
        }
    }
}
