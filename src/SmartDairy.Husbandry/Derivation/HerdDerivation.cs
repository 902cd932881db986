using SmartDairy.Analytics.Cows;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Rfid;
using SmartDairy.Husbandry.Bindings;
using SmartDairy.Husbandry.Places;
using SmartDairy.Husbandry.Sensors;

namespace SmartDairy.Husbandry.Derivation;

/// <summary>
/// A whole farm: decoded readings, animal events and the clock in; milkings, passages, climate and detections out. It is made of the same
/// parts as the actors, one for each collar, stall, gate, barn and animal, and joins them in memory where the actors call each other. One
/// thread; nothing is forgotten or stored.
/// </summary>
public sealed class HerdDerivation
{
    /// <summary>How often the clock reaches collars, stalls and places, and climate and detections are evaluated.</summary>
    private const long TickMs = 5 * 60_000;

    private const long HourMs = 3_600_000;
    private readonly FarmCalendar _days;
    private readonly BindingSet _bindings;
    private readonly Dictionary<string, AnimalDerivation> _animals;
    private readonly Dictionary<string, string> _animalsByTag = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SensorMonitor> _instruments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (DeviceRegistration Device, CollarDerivation Hours)> _collars = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Parlor, int Stall), StallDerivation> _stalls = [];
    private readonly Dictionary<string, PlaceDerivation> _places = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, BarnDerivation> _barns = [];
    private readonly List<AnimalDerivation> _changedAnimals = [];
    private readonly MilkingOwners _owners = new();
    private HerdRecords _records = new();
    private long _now = long.MinValue;
    private long _lastTick = long.MinValue;

    /// <param name="animals">All of one farm.</param>
    /// <param name="bindings">The animals' collars, tags and places; null when only the registrations name them.</param>
    public HerdDerivation(FarmCalendar days, IEnumerable<AnimalRegistration> animals, BindingSet? bindings = null)
    {
        _days = days;
        _bindings = bindings ?? BindingSet.Empty;
        _animals = animals.ToDictionary(
            animal => animal.Id, animal => new AnimalDerivation(animal, days, AnimalPlaces.Spans(animal, _bindings)),
            StringComparer.Ordinal);
        foreach (var animal in _animals.Values)
        {
            if (animal.Registration.TagEpc is { } tag)
            {
                _animalsByTag[tag] = animal.Registration.Id;
            }
        }
    }

    /// <summary>Takes a reading in, as it was decoded: the instrument's monitor corrects and flags it first.</summary>
    public void Add(DeviceRegistration device, Reading reading)
    {
        switch (Instrument(device).CorrectAndFlag(reading))
        {
            case ActivityReading activity:
                var hours = Collar(device);
                hours.Add(activity);
                CollectHours(device, hours);
                break;
            case MilkingReading milking when device is { ParlorId: { } parlor, StallId: { } stall }:
                var milkings = Stall(parlor, stall);
                milkings.Add(milking);
                milkings.Advance(_now);
                CollectMilkings(parlor, stall, milkings);
                break;
            case TagReading read when TagPlace.FromReading(read) is { } place:
                var passages = Place(device.FarmId, place);
                passages.Add(read);
                CollectPassages(passages);
                break;
            case EnvironmentReading:
                CollectSensor(device);
                break;
        }
    }

    /// <summary>Takes an event in. A retracted event is ignored: taking one back needs a new derivation.</summary>
    public void Add(AnimalEvent animalEvent)
    {
        if (_animals.TryGetValue(animalEvent.AnimalId, out var animal))
        {
            Observe(animal, AnimalFact.From(animalEvent));
        }
    }

    /// <summary>Moves the clock on, Unix milliseconds.</summary>
    /// <returns>Whether detections were evaluated, which happens every five minutes.</returns>
    public bool Advance(long now)
    {
        _now = Math.Max(_now, now);
        if (_now / TickMs == _lastTick)
        {
            return false;
        }

        _lastTick = _now / TickMs;
        foreach (var (device, hours) in _collars.Values)
        {
            hours.Advance(_now);
            CollectHours(device, hours);
        }

        Tick();
        return true;
    }

    /// <summary>No further reading comes: everything that is known at that time (Unix milliseconds) is derived.</summary>
    public void Complete(long now)
    {
        Advance(now);
        foreach (var (device, hours) in _collars.Values)
        {
            hours.Complete(now);
            CollectHours(device, hours);
        }

        Tick();
    }

    /// <summary>The records that changed since the last call.</summary>
    public HerdRecords Drain()
    {
        if (_records.IsEmpty)
        {
            return _records;
        }

        var drained = _records;
        _records = new();
        return drained;
    }

    private void Tick()
    {
        foreach (var ((parlor, stall), milkings) in _stalls)
        {
            milkings.Advance(_now);
            CollectMilkings(parlor, stall, milkings);
        }

        foreach (var passages in _places.Values)
        {
            passages.Advance(_now);
            CollectPassages(passages);
        }

        foreach (var barn in _barns.Values)
        {
            _records.Detections.AddRange(barn.DrainDetections());
            foreach (var hour in barn.DrainClimateHours())
            {
                _records.ClimateHours.Add(hour);
                foreach (var animal in _animals.Values)
                {
                    if (animal.IsKeptAt(hour.Place, hour.Hour * HourMs))
                    {
                        Observe(animal, AnimalFact.From(new ClimateHour(hour.Hour, hour.Thi)));
                    }
                }
            }
        }

        foreach (var animal in _changedAnimals)
        {
            _records.Detections.AddRange(animal.DrainDetections());
        }

        _changedAnimals.Clear();
    }

    private void CollectHours(DeviceRegistration collar, CollarDerivation hours)
    {
        foreach (var hour in hours.DrainHours())
        {
            if (WornCollar.WearerDuring(_bindings, collar.Id, hour.Hour, collar.AnimalId) is { } wearer
                && _animals.TryGetValue(wearer, out var animal))
            {
                Observe(animal, AnimalFact.From(hour));
            }
        }
    }

    private void CollectMilkings(int parlor, int stall, StallDerivation milkings)
    {
        foreach (var milking in milkings.DrainMilkings())
        {
            var located = milking with { ParlorId = parlor, StallId = stall };
            var evaluated = located.AnimalId is { } id && _animals.TryGetValue(id, out var animal) ? animal.Evaluate(located) : [located];
            _records.Milkings.AddRange(evaluated);
            foreach (var report in evaluated.SelectMany(_owners.Report))
            {
                if (_animals.TryGetValue(report.AnimalId!, out var owner))
                {
                    Observe(owner, AnimalFact.From(report));
                }
            }
        }
    }

    private void CollectPassages(PlaceDerivation passages)
    {
        foreach (var passage in passages.DrainPassages())
        {
            var wearer = passage.TagEpc is { } tag
                ? _bindings.AnimalAt(BindingKind.Tag, tag, passage.StartedAt, _animalsByTag.GetValueOrDefault(tag))
                : null;
            _records.Passages.Add(wearer is null ? passage : passage with { AnimalId = wearer });
        }
    }

    private void CollectSensor(DeviceRegistration sensor)
    {
        var instrument = _instruments[sensor.Id];
        _records.Detections.AddRange(instrument.DrainDetections());
        if (sensor.BarnId is { } barn)
        {
            foreach (var hour in instrument.DrainHours())
            {
                Barn(sensor.FarmId, barn).Add(sensor.Id, sensor.ZoneId, hour);
            }
        }
    }

    private void Observe(AnimalDerivation animal, in AnimalFact fact)
    {
        if (!animal.HasChanged)
        {
            _changedAnimals.Add(animal);
        }

        animal.Observe(fact);
        _records.Facts.Add((animal.Registration.Id, fact));
    }

    private SensorMonitor Instrument(DeviceRegistration device)
    {
        if (!_instruments.TryGetValue(device.Id, out var instrument))
        {
            _instruments.Add(device.Id, instrument = new(device));
        }

        return instrument;
    }

    private CollarDerivation Collar(DeviceRegistration device)
    {
        if (!_collars.TryGetValue(device.Id, out var collar))
        {
            _collars.Add(device.Id, collar = (device, new(_days)));
        }

        return collar.Hours;
    }

    private StallDerivation Stall(int parlor, int stall)
    {
        if (!_stalls.TryGetValue((parlor, stall), out var milkings))
        {
            _stalls.Add((parlor, stall), milkings = new(_days));
        }

        return milkings;
    }

    private PlaceDerivation Place(int farmId, string place)
    {
        if (!_places.TryGetValue(place, out var passages))
        {
            _places.Add(place, passages = new(farmId, place));
        }

        return passages;
    }

    private BarnDerivation Barn(int farmId, int number)
    {
        if (!_barns.TryGetValue(number, out var barn))
        {
            _barns.Add(number, barn = new(farmId, number));
        }

        return barn;
    }
}
