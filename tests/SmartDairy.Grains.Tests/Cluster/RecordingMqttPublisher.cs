using System.Collections.Concurrent;
using System.Text;
using SmartDairy.Streaming.Mqtt;

namespace SmartDairy.Grains.Tests.Cluster;

/// <summary>Notes what was to be published.</summary>
internal sealed class RecordingMqttPublisher : IMqttPublisher
{
    public ConcurrentQueue<(string Topic, string Payload)> Published { get; } = new();

    /// <summary>How often the broker is away from now on.</summary>
    public int Failures { get; set; }

    public Task PublishAsync(MqttPublication publication, CancellationToken cancellationToken)
    {
        if (Failures > 0)
        {
            Failures--;
            throw new IOException("The test took the broker away.");
        }

        Published.Enqueue((publication.Topic, Encoding.UTF8.GetString(publication.Payload.Span)));
        return Task.CompletedTask;
    }
}
