using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Decoding;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Topics;
using SmartDairy.Husbandry.Collars;
using SmartDairy.Husbandry.Milking;
using SmartDairy.Husbandry.Sensors;
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
    private readonly Dictionary<string, SensorWatch> _sensors = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, ReplayBarn> _barns = [];
    private readonly Dictionary<string, ReplayCow> _cows;
    private readonly Dictionary<string, ToldDetection> _detections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ToldDetection> _singles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ToldDetection> _ofSensors = new(StringComparer.Ordinal);
    private readonly List<ReplayCow> _heard = [];
    private readonly List<AnimalEvent> _told;
    private readonly FarmDays _days;
    private readonly IReplayListener? _listener;
    private readonly List<Reading> _readings = [];
    private readonly List<Refusal> _refusals = [];
    private int _nextTold;
    private long _clock = long.MinValue;
    private long _asked = long.MinValue;

    /// <param name="farm">What is known beforehand.</param>
    /// <param name="single">Also judge every milking as if meters knew no quarters.</param>
    /// <param name="listener">Told what detectors are told; null for nobody.</param>
    public HerdReplay(ReplayFarm farm, bool single = false, IReplayListener? listener = null)
    {
        ArgumentNullException.ThrowIfNull(farm);
        _days = new FarmDays(farm.Zone);
        _listener = listener;
        _devices = farm.Devices.ToDictionary(device => device.Id, StringComparer.Ordinal);
        _cows = farm.Animals.ToDictionary(animal => animal.Id, animal => new ReplayCow(animal, new FarmDays(farm.Zone), single), StringComparer.Ordinal);
        _told = [.. farm.Told.OrderBy(told => told.RecordedAt).ThenBy(told => told.Id, StringComparer.Ordinal)];
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
    public long Refused { get; private set; }

    /// <summary>Every detection there ever was, as it is now.</summary>
    public IReadOnlyCollection<ToldDetection> Detections => _detections.Values;

    /// <summary>Those of meters that know no quarters; empty when not asked for.</summary>
    public IReadOnlyCollection<ToldDetection> SingleDetections => _singles.Values;

    /// <summary>Those of sensors.</summary>
    public IReadOnlyCollection<ToldDetection> SensorDetections => _ofSensors.Values;

    /// <summary>The next message; in the order in which they arrive.</summary>
    public void Take(SimulatedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Take(message.DeviceId, message.Topic, message.Payload, message.SendAt);
    }

    /// <summary>The next message; in the order in which they arrive.</summary>
    /// <param name="receivedAt">Unix milliseconds, never earlier than that of the message before.</param>
    public void Take(string deviceId, string topic, ReadOnlySpan<byte> payload, long receivedAt)
    {
        Messages++;
        PassTime(receivedAt);
        if (!Topic.TryParse(topic, out var parsed) || !_devices.TryGetValue(deviceId, out var device))
        {
            Refused++;
            return;
        }

        _readings.Clear();
        _refusals.Clear();
        PayloadDecoder.Decode(new DecodeContext(parsed.Kind, device, receivedAt), payload, _readings, _refusals);
        Refused += _refusals.Count;
        foreach (var said in _readings)
        {
            switch (Watch(device).Appraise(said))
            {
                case ActivityReading activity:
                    Hear(device, activity);
                    break;
                case MilkingReading milking:
                    Milk(milking);
                    break;
                case EnvironmentReading:
                    Compare(device);
                    break;
            }
        }
    }

    /// <summary>All messages of a span, and its end.</summary>
    /// <param name="progress">Told the share that is done, 0 to 1, once a day of the span; null for nobody.</param>
    public void TakeAll(IEnumerable<SimulatedMessage> messages, DateTimeOffset from, DateTimeOffset to, Action<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var (first, last) = (from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        var day = 0L;
        foreach (var message in messages)
        {
            Take(message);
            if ((message.SendAt - first) / (24 * Hour) != day)
            {
                day = (message.SendAt - first) / (24 * Hour);
                cancellation.ThrowIfCancellationRequested();
                progress?.Invoke((message.SendAt - first) / (double)(last - first));
            }
        }

        End(last);
        progress?.Invoke(1);
    }

    /// <summary>No more messages come: what waits for the clock happens, up to that time.</summary>
    public void End(long at)
    {
        PassTime(at);
        foreach (var fold in _collars)
        {
            fold.Value.Advance(at);
            TellHours(_devices[fold.Key], fold.Value);
        }

        foreach (var fold in _meters.Values)
        {
            fold.Advance(at);
            TellMilkings(fold);
        }

        TellClimate();
        Ask();
    }

    private SensorWatch Watch(DeviceRegistration device)
    {
        if (!_sensors.TryGetValue(device.Id, out var watch))
        {
            _sensors.Add(device.Id, watch = new SensorWatch(device));
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

    private void Compare(DeviceRegistration sensor)
    {
        var watch = _sensors[sensor.Id];
        Keep(_ofSensors, watch.Take());
        if (sensor.BarnId is { } barn)
        {
            foreach (var hour in watch.TakeHours())
            {
                Barn(barn, sensor.FarmId).Sensors.Add(sensor.Id, sensor.ZoneId, hour);
            }
        }
    }

    private void Hear(DeviceRegistration collar, ActivityReading reading)
    {
        if (!_collars.TryGetValue(collar.Id, out var fold))
        {
            _collars.Add(collar.Id, fold = new CollarFold(_days));
        }

        fold.Add(reading);
        TellHours(collar, fold);
    }

    private void TellHours(DeviceRegistration collar, CollarFold fold)
    {
        var hours = fold.Take();
        if (hours.Count == 0 || collar.AnimalId is not { } animal || !_cows.TryGetValue(animal, out var cow))
        {
            return;
        }

        foreach (var hour in hours)
        {
            cow.Watch.Observe(hour);
            cow.Single?.Observe(hour);
            _listener?.Heard(animal, hour, _clock);
        }

        Heard(cow);
    }

    private void Milk(MilkingReading reading)
    {
        if (!_meters.TryGetValue(reading.DeviceId, out var fold))
        {
            _meters.Add(reading.DeviceId, fold = new MilkingFold(_days));
        }

        fold.Add(reading);
        fold.Advance(_clock);
        TellMilkings(fold);
    }

    private void TellMilkings(MilkingFold fold)
    {
        foreach (var milking in fold.Take())
        {
            if (milking.AnimalId is not { } animal || !_cows.TryGetValue(animal, out var cow))
            {
                continue;
            }

            var appraised = cow.Milked(milking);
            cow.Watch.Observe(appraised);
            cow.Single?.Observe(appraised with { Quarters = [] });
            _listener?.Milked(animal, appraised, _clock);
            Heard(cow);
        }
    }

    private void Heard(ReplayCow cow)
    {
        if (!cow.Heard)
        {
            cow.Heard = true;
            _heard.Add(cow);
        }
    }

    private void PassTime(long now)
    {
        _clock = Math.Max(_clock, now);
        for (; _nextTold < _told.Count && _told[_nextTold].RecordedAt <= _clock; _nextTold++)
        {
            if (_cows.TryGetValue(_told[_nextTold].AnimalId, out var cow))
            {
                cow.Watch.Observe(_told[_nextTold]);
                cow.Single?.Observe(_told[_nextTold]);
                Heard(cow);
            }
        }

        // Whoever was told something is asked within five minutes.
        if (_clock / (Hour / 12) != _asked)
        {
            _asked = _clock / (Hour / 12);
            TellClimate();
            Ask();
        }
    }

    private void TellClimate()
    {
        foreach (var barn in _barns.Values)
        {
            Keep(_ofSensors, barn.Sensors.Take());
            foreach (var (zone, hour) in barn.Sensors.TakeClimate())
            {
                foreach (var (where, cow) in barn.Cows)
                {
                    if (where == zone)
                    {
                        cow.Watch.Observe(hour);
                        cow.Single?.Observe(hour);
                        Heard(cow);
                    }
                }
            }
        }
    }

    private void Ask()
    {
        foreach (var cow in _heard)
        {
            cow.Heard = false;
            Keep(_detections, cow.Watch.Take());
            if (cow.Single is { } single)
            {
                Keep(_singles, single.Take());
            }
        }

        _heard.Clear();
    }

    private void Keep(Dictionary<string, ToldDetection> kept, IReadOnlyList<Detection> changed)
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

            kept[detection.Id] = new ToldDetection(detection, known?.ToldAt ?? _clock, isBack ? known?.TakenBackAt ?? _clock : null);
        }
    }
}
