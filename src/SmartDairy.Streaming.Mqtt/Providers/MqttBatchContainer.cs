using Orleans.Providers.Streams.Common;
using Orleans.Streams;
using SmartDairy.Streaming.Mqtt.Deliveries;

namespace SmartDairy.Streaming.Mqtt.Providers;

/// <summary>
/// A batch on its way to the consumer of its shard. The events cross the wire; the deliveries stay with the silo that received them.
/// </summary>
[GenerateSerializer, Immutable, Alias("smartdairy.mqtt.batch"), SerializationCallbacks(typeof(MqttBatchSerializationCallbacks))]
internal sealed class MqttBatchContainer : IBatchContainer
{
    [NonSerialized]
    private readonly InFlightBatch? _inFlight;

    [NonSerialized]
    private readonly TimeProvider? _clock;

    public MqttBatchContainer(StreamId streamId, EventSequenceTokenV2 token, object events)
    {
        StreamId = streamId;
        Token = token;
        Events = events;
    }

    public MqttBatchContainer(InFlightBatch inFlight, object events, TimeProvider clock)
        : this(inFlight.Stream, new EventSequenceTokenV2(inFlight.Sequence), events)
    {
        _inFlight = inFlight;
        _clock = clock;
    }

    [Id(0)]
    public StreamId StreamId { get; }

    [Id(1)]
    public EventSequenceTokenV2 Token { get; }

    [Id(2)]
    public object Events { get; }

    public StreamSequenceToken SequenceToken => Token;

    /// <summary>The deliveries; null on a silo that got this over the wire.</summary>
    public InFlightBatch? InFlight => _inFlight;

    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>()
    {
        _inFlight?.MarkRead();
        switch (Events)
        {
            case T one:
                return [Tuple.Create(one, SequenceToken)];
            case IReadOnlyList<T> many:
                var events = new Tuple<T, StreamSequenceToken>[many.Count];
                for (var i = 0; i < events.Length; i++)
                {
                    events[i] = Tuple.Create<T, StreamSequenceToken>(many[i], Token.CreateSequenceTokenForEvent(i));
                }

                return events;
            default:
                // To yield nothing would let the batch count as delivered, and its publishers' messages as taken over.
                throw new InvalidCastException(
                    $"Stream '{StreamId}' carries {Events.GetType()}, which is neither {typeof(T)} nor a list of it: subscribe with the type that the data adapter makes.");
        }
    }

    public bool ImportRequestContext()
    {
        // The pulling agent calls this at the start of each attempt, and there is no request context to import.
        if (_clock is not null)
        {
            _inFlight?.MarkAttempt(_clock);
        }

        return false;
    }
}
