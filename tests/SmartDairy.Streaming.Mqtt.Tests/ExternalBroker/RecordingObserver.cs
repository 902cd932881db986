using System.Collections.Concurrent;

namespace SmartDairy.Streaming.Mqtt.Tests;

internal sealed class RecordingObserver : IMqttDeliveryObserver
{
    private readonly ConcurrentDictionary<MqttDelivery, int> _taken = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<MqttDelivery, int> _settled = new(ReferenceEqualityComparer.Instance);
    private int _count;

    public int ReceivedCount => Volatile.Read(ref _count);

    public ConcurrentDictionary<string, MqttSettlement> Outcomes { get; } = new();

    public int UnsettledCount => _taken.Count - _settled.Count;

    /// <summary>Every delivery was told of once when it was taken, and once when it was settled.</summary>
    public bool IsConsistent
        => _taken.Values.All(times => times == 1) && _settled.Values.All(times => times == 1) && _settled.Keys.All(_taken.ContainsKey);

    void IMqttDeliveryObserver.OnReceived(MqttDelivery delivery)
    {
        Interlocked.Increment(ref _count);
        _taken.AddOrUpdate(delivery, 1, static (_, times) => times + 1);
    }

    void IMqttDeliveryObserver.OnSettled(MqttDelivery delivery, MqttSettlement outcome)
    {
        _settled.AddOrUpdate(delivery, 1, static (_, times) => times + 1);

        // A success is what counts: a duplicate that is abandoned later does not undo it.
        Outcomes.AddOrUpdate(delivery.Topic, outcome, (_, before) => before == MqttSettlement.Success ? before : outcome);
    }
}
