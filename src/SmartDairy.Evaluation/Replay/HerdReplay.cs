using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Readings;
using SmartDairy.Husbandry.Derivation;
using SmartDairy.Protocol.Payloads;
using SmartDairy.Protocol.Rejections;
using SmartDairy.Protocol.Topics;
using SmartDairy.Simulator;

namespace SmartDairy.Evaluation.Replay;

/// <summary>
/// Drives a <see cref="HerdDerivation"/> with the messages of a farm: decodes them, and moves the clock on to the time of each. The replay
/// knows message bytes, registrations and what people record, and nothing else. One thread.
/// </summary>
public sealed class HerdReplay
{
    private const long DayMs = 86_400_000;
    private readonly Dictionary<string, DeviceRegistration> _devices;
    private readonly Queue<AnimalEvent> _events;
    private readonly HerdDerivation _herd;
    private readonly CompositeMilkDetectors? _compositeMilk;
    private readonly IReplayListener? _listener;
    private readonly ReplayedDetections _animalDetections = new();
    private readonly ReplayedDetections _compositeDetections = new();
    private readonly ReplayedDetections _sensorDetections = new();
    private readonly List<Reading> _readings = [];
    private readonly List<Rejection> _rejections = [];
    private long _clock = long.MinValue;

    /// <param name="farm">Everything that is known before the first message.</param>
    /// <param name="compositeMilk">Whether every milking is also evaluated as if meters could not tell quarters apart.</param>
    /// <param name="listener">Sees the hours and milkings that the detectors see; null for none.</param>
    public HerdReplay(ReplayFarm farm, bool compositeMilk = false, IReplayListener? listener = null)
    {
        ArgumentNullException.ThrowIfNull(farm);
        var days = new FarmCalendar(farm.Zone);
        _listener = listener;
        _devices = farm.Devices.ToDictionary(device => device.Id, StringComparer.Ordinal);
        _events =
            new(farm.Events.OrderBy(animalEvent => animalEvent.RecordedAt).ThenBy(animalEvent => animalEvent.Id, StringComparer.Ordinal));
        _herd = new HerdDerivation(days, farm.Animals);
        _compositeMilk = compositeMilk ? new CompositeMilkDetectors(farm.Animals, days) : null;
    }

    /// <summary>Messages processed so far.</summary>
    public long Messages { get; private set; }

    /// <summary>Messages, or items of batches, that the decoder rejected.</summary>
    public long Rejected { get; private set; }

    /// <summary>Every detection of an animal, retracted ones included, in its last state.</summary>
    public IReadOnlyCollection<ReplayedDetection> Detections => _animalDetections.All;

    /// <summary>The detections from meters that cannot tell quarters apart; empty unless requested.</summary>
    public IReadOnlyCollection<ReplayedDetection> CompositeDetections => _compositeDetections.All;

    /// <summary>The detections of sensors and of zones.</summary>
    public IReadOnlyCollection<ReplayedDetection> SensorDetections => _sensorDetections.All;

    /// <summary>Processes the next message, in the order of arrival.</summary>
    public void Process(SimulatedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Process(message.DeviceId, message.Topic, message.Payload, message.SendAt);
    }

    /// <summary>Processes the next message, in the order of arrival.</summary>
    /// <param name="receivedAt">Unix milliseconds, never earlier than that of the message before.</param>
    public void Process(string deviceId, string topic, ReadOnlySpan<byte> payload, long receivedAt)
    {
        Messages++;
        Advance(receivedAt);
        if (!TopicParser.TryParse(topic, out var parsed) || !_devices.TryGetValue(deviceId, out var device))
        {
            Rejected++;
            return;
        }

        _readings.Clear();
        _rejections.Clear();
        PayloadDecoder.Decode(new DecodeContext(parsed.Kind, device, receivedAt), payload, _readings, _rejections);
        Rejected += _rejections.Count;
        foreach (var reading in _readings)
        {
            _herd.Add(device, reading);
        }

        Collect();
    }

    /// <summary>Processes all messages of a span, and its end.</summary>
    /// <param name="progress">Receives the share that is done, 0 to 1, once a day of the span; null for none.</param>
    public void ProcessAll(
        IEnumerable<SimulatedMessage> messages, DateTimeOffset from, DateTimeOffset to, Action<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var (first, last) = (from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        var day = 0L;
        foreach (var message in messages)
        {
            Process(message);
            if ((message.SendAt - first) / DayMs != day)
            {
                day = (message.SendAt - first) / DayMs;
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Invoke((message.SendAt - first) / (double)(last - first));
            }
        }

        Complete(last);
        progress?.Invoke(1);
    }

    /// <summary>No further message comes: everything that is known at that time (Unix milliseconds) is derived.</summary>
    public void Complete(long at)
    {
        Advance(at);
        _herd.Complete(at);
        Collect();
        CollectCompositeMilk();
    }

    private void Advance(long now)
    {
        _clock = Math.Max(_clock, now);
        while (_events.TryPeek(out var next) && next.RecordedAt <= _clock)
        {
            _herd.Add(_events.Dequeue());
        }

        var isEvaluated = _herd.Advance(_clock);
        Collect();
        if (isEvaluated)
        {
            CollectCompositeMilk();
        }
    }

    private void Collect()
    {
        var records = _herd.Drain();
        foreach (var (animalId, fact) in records.Facts)
        {
            _compositeMilk?.Observe(animalId, fact);
            if (fact.CollarHour is { } hour)
            {
                _listener?.OnCollarHour(animalId, hour, _clock);
            }
            else if (fact.Milking is { } milking)
            {
                _listener?.OnMilking(animalId, milking, _clock);
            }
        }

        foreach (var detection in records.Detections)
        {
            (detection.SubjectType == "animal" ? _animalDetections : _sensorDetections).Record(detection, _clock);
        }
    }

    private void CollectCompositeMilk()
    {
        foreach (var detection in _compositeMilk?.DrainDetections() ?? [])
        {
            _compositeDetections.Record(detection, _clock);
        }
    }
}
