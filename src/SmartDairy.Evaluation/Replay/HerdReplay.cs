using SmartDairy.Analytics.Cows;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;
using SmartDairy.Husbandry.Collars;
using SmartDairy.Husbandry.Milking;
using SmartDairy.Husbandry.Sensors;
using SmartDairy.Protocol.Payloads;
using SmartDairy.Protocol.Rejections;
using SmartDairy.Protocol.Topics;
using SmartDairy.Simulator;

namespace SmartDairy.Evaluation.Replay;

/// <summary>
/// Takes the messages of a farm through what the server's actors do with them: the decoder, the folds and the detectors are the same classes, in the same order, with a clock that is
/// the messages' own. It is given bytes, registrations and what people tell, and nothing else. One thread.
/// </summary>
public sealed class HerdReplay
{
    private const long Hour = 3_600_000;
    private readonly Dictionary<string, DeviceRegistration> _devices;
    private readonly Dictionary<string, CollarFold> _collars = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MilkingFold> _meters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SensorMonitor> _sensors = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, ReplayBarn> _barns = [];
    private readonly Dictionary<string, ReplayCow> _cows;
    private readonly Dictionary<string, ReplayedDetection> _detections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReplayedDetection> _compositeDetections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReplayedDetection> _ofSensors = new(StringComparer.Ordinal);
    private readonly List<ReplayCow> _pending = [];
    private readonly List<AnimalEvent> _events;
    private readonly FarmCalendar _days;
    private readonly IReplayListener? _listener;
    private readonly List<Reading> _readings = [];
    private readonly List<Rejection> _refusals = [];
    private int _nextEvent;
    private long _clock = long.MinValue;
    private long _lastCollected = long.MinValue;

    /// <param name="farm">What is known beforehand.</param>
    /// <param name="compositeMilk">Also judge every milking as if meters knew no quarters.</param>
    /// <param name="listener">Told what detectors are told; null for nobody.</param>
    public HerdReplay(ReplayFarm farm, bool compositeMilk = false, IReplayListener? listener = null)
    {
        ArgumentNullException.ThrowIfNull(farm);
        _days = new FarmCalendar(farm.Zone);
        _listener = listener;
        _devices = farm.Devices.ToDictionary(device => device.Id, StringComparer.Ordinal);
        _cows = farm.Animals.ToDictionary(animal => animal.Id, animal => new ReplayCow(animal, new FarmCalendar(farm.Zone), compositeMilk), StringComparer.Ordinal);
        _events = [.. farm.Events.OrderBy(told => told.RecordedAt).ThenBy(told => told.Id, StringComparer.Ordinal)];
        foreach (var animal in farm.Animals)
        {
            if (ReplayBarn.Parse(animal.Place) is var (barn, zone))
            {
                Barn(barn, animal.FarmId).Cows.Add((zone, _cows[animal.Id]));
            }
        }
    }

    /// <summary>Messages taken so far.</summary>
    public long Messages { get; private set; }

    /// <summary>Messages, or parts of them, that the decoder refused.</summary>
    public long Rejected { get; private set; }

    /// <summary>Every detection there ever was, as it is now.</summary>
    public IReadOnlyCollection<ReplayedDetection> Detections => _detections.Values;

    /// <summary>Those of meters that know no quarters; empty when not asked for.</summary>
    public IReadOnlyCollection<ReplayedDetection> CompositeDetections => _compositeDetections.Values;

    /// <summary>Those of sensors.</summary>
    public IReadOnlyCollection<ReplayedDetection> SensorDetections => _ofSensors.Values;

    /// <summary>The next message; in the order in which they arrive.</summary>
    public void Process(SimulatedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Process(message.DeviceId, message.Topic, message.Payload, message.SendAt);
    }

    /// <summary>The next message; in the order in which they arrive.</summary>
    /// <param name="receivedAt">Unix milliseconds, never earlier than that of the message before.</param>
    public void Process(string deviceId, string topic, ReadOnlySpan<byte> payload, long receivedAt)
    {
        Messages++;
        AdvanceClock(receivedAt);
        if (!TopicParser.TryParse(topic, out var parsed) || !_devices.TryGetValue(deviceId, out var device))
        {
            Rejected++;
            return;
        }

        _readings.Clear();
        _refusals.Clear();
        PayloadDecoder.Decode(new DecodeContext(parsed.Kind, device, receivedAt), payload, _readings, _refusals);
        Rejected += _refusals.Count;
        foreach (var said in _readings)
        {
            switch (Watch(device).CorrectAndFlag(said))
            {
                case ActivityReading activity:
                    AddCollarReading(device, activity);
                    break;
                case MilkingReading milking:
                    Milk(milking);
                    break;
                case EnvironmentReading:
                    CompareSensors(device);
                    break;
            }
        }
    }

    /// <summary>All messages of a span, and its end.</summary>
    /// <param name="progress">Told the share that is done, 0 to 1, once a day of the span; null for nobody.</param>
    public void ProcessAll(IEnumerable<SimulatedMessage> messages, DateTimeOffset from, DateTimeOffset to, Action<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var (first, last) = (from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        var day = 0L;
        foreach (var message in messages)
        {
            Process(message);
            if ((message.SendAt - first) / (24 * Hour) != day)
            {
                day = (message.SendAt - first) / (24 * Hour);
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Invoke((message.SendAt - first) / (double)(last - first));
            }
        }

        Complete(last);
        progress?.Invoke(1);
    }

    /// <summary>No more messages come: what waits for the clock happens, up to that time.</summary>
    public void Complete(long at)
    {
        AdvanceClock(at);
        foreach (var fold in _collars)
        {
            fold.Value.Advance(at);
            ObserveHours(_devices[fold.Key], fold.Value);
        }

        foreach (var fold in _meters.Values)
        {
            fold.Advance(at);
            ObserveMilkings(fold);
        }

        ObserveClimate();
        CollectDetections();
    }

    private SensorMonitor Watch(DeviceRegistration device)
    {
        if (!_sensors.TryGetValue(device.Id, out var watch))
        {
            _sensors.Add(device.Id, watch = new SensorMonitor(device));
        }

        return watch;
    }

    private ReplayBarn Barn(int number, int farmId)
    {
        if (!_barns.TryGetValue(number, out var barn))
        {
            _barns.Add(number, barn = new ReplayBarn(farmId));
        }

        return barn;
    }

    private void CompareSensors(DeviceRegistration sensor)
    {
        var watch = _sensors[sensor.Id];
        RecordDetections(_ofSensors, watch.DrainDetections());
        if (sensor.BarnId is { } barn)
        {
            foreach (var hour in watch.DrainHours())
            {
                Barn(barn, sensor.FarmId).Sensors.Add(sensor.Id, sensor.ZoneId, hour);
            }
        }
    }

    private void AddCollarReading(DeviceRegistration collar, ActivityReading reading)
    {
        if (!_collars.TryGetValue(collar.Id, out var fold))
        {
            _collars.Add(collar.Id, fold = new CollarFold(_days));
        }

        fold.Add(reading);
        ObserveHours(collar, fold);
    }

    private void ObserveHours(DeviceRegistration collar, CollarFold fold)
    {
        var hours = fold.DrainHours();
        if (hours.Count == 0 || collar.AnimalId is not { } animal || !_cows.TryGetValue(animal, out var cow))
        {
            return;
        }

        foreach (var hour in hours)
        {
            cow.CowMonitor.Observe(hour);
            cow.CompositeCowMonitor?.Observe(hour);
            _listener?.OnCollarHour(animal, hour, _clock);
        }

        MarkPending(cow);
    }

    private void Milk(MilkingReading reading)
    {
        if (!_meters.TryGetValue(reading.DeviceId, out var fold))
        {
            _meters.Add(reading.DeviceId, fold = new MilkingFold(_days));
        }

        fold.Add(reading);
        fold.Advance(_clock);
        ObserveMilkings(fold);
    }

    private void ObserveMilkings(MilkingFold fold)
    {
        foreach (var milking in fold.DrainMilkings())
        {
            if (milking.AnimalId is not { } animal || !_cows.TryGetValue(animal, out var cow))
            {
                continue;
            }

            var appraised = cow.EvaluateMilking(milking);
            cow.CowMonitor.Observe(appraised);
            cow.CompositeCowMonitor?.Observe(appraised with { Quarters = [] });
            _listener?.OnMilking(animal, appraised, _clock);
            MarkPending(cow);
        }
    }

    private void MarkPending(ReplayCow cow)
    {
        if (!cow.HasPendingInput)
        {
            cow.HasPendingInput = true;
            _pending.Add(cow);
        }
    }

    private void AdvanceClock(long now)
    {
        _clock = Math.Max(_clock, now);
        for (; _nextEvent < _events.Count && _events[_nextEvent].RecordedAt <= _clock; _nextEvent++)
        {
            if (_cows.TryGetValue(_events[_nextEvent].AnimalId, out var cow))
            {
                cow.CowMonitor.Observe(_events[_nextEvent]);
                cow.CompositeCowMonitor?.Observe(_events[_nextEvent]);
                MarkPending(cow);
            }
        }

        // Whoever was told something is asked within five minutes.
        if (_clock / (Hour / 12) != _lastCollected)
        {
            _lastCollected = _clock / (Hour / 12);
            ObserveClimate();
            CollectDetections();
        }
    }

    private void ObserveClimate()
    {
        foreach (var barn in _barns.Values)
        {
            RecordDetections(_ofSensors, barn.Sensors.DrainDetections());
            foreach (var (zone, hour) in barn.Sensors.DrainClimateHours())
            {
                foreach (var (where, cow) in barn.Cows)
                {
                    if (where == zone)
                    {
                        cow.CowMonitor.Observe(hour);
                        cow.CompositeCowMonitor?.Observe(hour);
                        MarkPending(cow);
                    }
                }
            }
        }
    }

    private void CollectDetections()
    {
        foreach (var cow in _pending)
        {
            cow.HasPendingInput = false;
            RecordDetections(_detections, cow.CowMonitor.DrainDetections());
            if (cow.CompositeCowMonitor is { } single)
            {
                RecordDetections(_compositeDetections, single.DrainDetections());
            }
        }

        _pending.Clear();
    }

    private void RecordDetections(Dictionary<string, ReplayedDetection> kept, IReadOnlyList<Detection> changed)
    {
        foreach (var detection in changed)
        {
            var known = kept.GetValueOrDefault(detection.Id);
            var isBack = detection.State == DetectionState.Retracted;
            if (isBack && known is null)
            {
                // It came and went between two questions: nobody was told.
                continue;
            }

            kept[detection.Id] = new ReplayedDetection(detection, known?.ReportedAt ?? _clock, isBack ? known?.RetractedAt ?? _clock : null);
        }
    }
}
