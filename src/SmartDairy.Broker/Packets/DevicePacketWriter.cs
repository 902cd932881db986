using System.Buffers;
using System.IO.Pipelines;
using MQTTnet.Formatter;
using MQTTnet.Packets;

namespace SmartDairy.Broker.Packets;

/// <summary>
/// The writing end of a connection. Acknowledgements arrive one by one from the threads that commit; they are appended without waiting
/// and go out together at the next flush, because a socket write each would cost more than all the rest of a message's way.
/// </summary>
internal sealed class DevicePacketWriter(PipeWriter writer, MqttPacketFormatterAdapter formatter, Action abort) : IThreadPoolWorkItem
{
    /// <summary>A client that never reads must not make its acknowledgements pile up here.</summary>
    private const int MaxUnflushedBytes = 256 * 1024;

    private readonly Lock _gate = new();
    private TaskCompletionSource? _written;
    private long _unflushed;
    private bool _scheduled;
    private bool _ended;

    /// <summary>Sends PUBACK or PUBREC with reason code 0, in the form all versions of MQTT share.</summary>
    /// <param name="type">The first byte of the packet.</param>
    public void Acknowledge(byte type, ushort packetIdentifier)
    {
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            var span = writer.GetSpan(4);
            span[0] = type;
            span[1] = 2;
            span[2] = (byte)(packetIdentifier >> 8);
            span[3] = (byte)packetIdentifier;
            writer.Advance(4);
            OnAppended(4);
        }
    }

    /// <summary>Appends a packet; it goes out at the next flush.</summary>
    public void Enqueue(MqttPacket packet)
    {
        lock (_gate)
        {
            Append(packet);
        }
    }

    /// <summary>Appends a packet; completes when the connection took it, however it goes on from there.</summary>
    public Task SendAsync(MqttPacket packet)
    {
        lock (_gate)
        {
            if (_ended)
            {
                return Task.CompletedTask;
            }

            _written ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var written = _written.Task;
            Append(packet);
            return written;
        }
    }

    /// <summary>Ends the connection's sending half after what was appended.</summary>
    public void Complete()
    {
        TaskCompletionSource? written;
        lock (_gate)
        {
            if (_ended)
            {
                return;
            }

            _ended = true;
            written = _written;
            _written = null;
            writer.Complete();
        }

        written?.TrySetResult();
    }

    void IThreadPoolWorkItem.Execute() => _ = FlushAsync();

    private void Append(MqttPacket packet)
    {
        if (_ended)
        {
            return;
        }

        try
        {
            var encoded = formatter.Encode(packet);
            writer.Write(encoded.Packet);
            foreach (var segment in encoded.Payload)
            {
                writer.Write(segment.Span);
            }

            OnAppended(encoded.Length);
        }
        finally
        {
            formatter.Cleanup();
        }
    }

    private void OnAppended(int bytes)
    {
        _unflushed += bytes;
        if (!_scheduled)
        {
            _scheduled = true;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        else if (_unflushed > MaxUnflushedBytes)
        {
            abort();
        }
    }

    private async Task FlushAsync()
    {
        TaskCompletionSource? written = null;
        try
        {
            while (true)
            {
                ValueTask<FlushResult> flush;
                lock (_gate)
                {
                    if (_ended || _unflushed == 0)
                    {
                        _scheduled = false;
                        return;
                    }

                    _unflushed = 0;
                    written = _written;
                    _written = null;
                    flush = writer.FlushAsync();
                }

                var result = await flush.ConfigureAwait(false);
                written?.TrySetResult();
                if (result.IsCompleted)
                {
                    Complete();
                }
            }
        }
        catch (Exception)
        {
            // The connection broke: its reading half sees that and ends it.
            Complete();
            written?.TrySetResult();
        }
    }
}
