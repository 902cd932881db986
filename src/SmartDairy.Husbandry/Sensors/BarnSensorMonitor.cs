using System.Globalization;
using SmartDairy.Analytics.Climate;
using SmartDairy.Analytics.Cows;
using SmartDairy.Analytics.SensorHealth;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Husbandry.Sensors;

/// <summary>
/// Compares the environmental sensors of one barn with each other, hour by hour. Day, weather and season move all of them, so a sensor that
/// moves away from the median of the others drifts or shifted. Also derives the climate of the barn and its zones. Hours arrive roughly in
/// order. An hour is compared once an hour two later has arrived; anything later than that is ignored.
/// </summary>
public sealed class BarnSensorMonitor(int farmId)
{
    private const byte Version = 2;
    private const long HourMs = 3_600_000;
    private const int MinNeighbours = 2;
    private static readonly int Temperature = Metrics.Find(ReadingFamily.Environment, "temperature_c")!.Index;
    private static readonly int Humidity = Metrics.Find(ReadingFamily.Environment, "humidity_percent")!.Index;
    private static readonly MetricTraits?[] Traits = MetricTraits.For(ReadingFamily.Environment);
    private readonly Dictionary<string, SensorState> _sensors = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, Dictionary<string, double[]>> _open = [];
    private readonly List<(int? Zone, ClimateHour Hour)> _climate = [];
    // Half of the minimum, so that a subtraction does not overflow.
    private long _newest = long.MinValue / 2;

    /// <summary>Adds an hour of a sensor.</summary>
    /// <param name="zone">The zone that the sensor stands in; null when it stands in none.</param>
    /// <param name="reference">Whether the sensor is a reference: the others are compared with it alone.</param>
    public void Add(string deviceId, int? zone, SensorHour hour, bool reference = false)
    {
        ArgumentNullException.ThrowIfNull(hour);
        if (hour.Hour < _newest - 1)
        {
            return;
        }

        if (!_sensors.TryGetValue(deviceId, out var sensor))
        {
            _sensors.Add(deviceId, sensor = new(new(farmId, deviceId)));
        }

        (sensor.Zone, sensor.IsReference) = (zone, reference);
        if (!_open.TryGetValue(hour.Hour, out var means))
        {
            _open.Add(hour.Hour, means = new(StringComparer.Ordinal));
        }

        means[deviceId] = hour.Means;
        if (hour.Hour > _newest)
        {
            _newest = hour.Hour;
            Close();
        }
    }

    /// <summary>A sensor was calibrated: its offset to the others is learned anew.</summary>
    public void ResetAfterCalibration(string deviceId, string metric, long at)
    {
        if (_sensors.TryGetValue(deviceId, out var sensor) && Metrics.Find(ReadingFamily.Environment, metric) is { } of)
        {
            sensor.Reset(of.Index);
            sensor.Detections.End(DetectionKind.SensorDrift, metric, at);
            sensor.Detections.End(DetectionKind.SensorShift, metric, at);
        }
    }

    /// <summary>The present state of every detection that changed since the last call.</summary>
    public IReadOnlyList<Detection> DrainDetections()
    {
        List<Detection>? taken = null;
        foreach (var sensor in _sensors.Values)
        {
            if (sensor.Detections.DrainChanges() is { Count: > 0 } changed)
            {
                (taken ??= []).AddRange(changed);
            }
        }

        return taken ?? (IReadOnlyList<Detection>)[];
    }

    /// <summary>The hours of climate that became complete since the last call: of the barn (no zone) and of each zone.</summary>
    public IReadOnlyList<(int? Zone, ClimateHour Hour)> DrainClimateHours()
    {
        if (_climate.Count == 0)
        {
            return [];
        }

        (int?, ClimateHour)[] taken = [.. _climate];
        _climate.Clear();
        return taken;
    }

    /// <summary>The learned state.</summary>
    public byte[] Save()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Version);
        writer.Write(_newest);
        writer.Write(_sensors.Count);
        foreach (var (id, sensor) in _sensors)
        {
            writer.Write(id);
            sensor.Save(writer);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>False when another version saved the state: then everything is to be observed again.</summary>
    public bool TryLoad(ReadOnlySpan<byte> saved)
    {
        if (saved.IsEmpty || saved[0] != Version)
        {
            return false;
        }

        using var reader = new BinaryReader(new MemoryStream(saved.ToArray()));
        reader.ReadByte();
        _newest = reader.ReadInt64();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var id = reader.ReadString();
            var sensor = new SensorState(new(farmId, id));
            sensor.Load(reader);
            _sensors[id] = sensor;
        }

        return true;
    }

    private void Close()
    {
        while (_open.Count > 0 && _open.First() is var (hour, means) && hour < _newest - 1)
        {
            _open.Remove(hour);
            AddClimate(hour, means);
            for (var metric = 0; metric < Traits.Length; metric++)
            {
                if (Traits[metric] is { } traits)
                {
                    CompareMetric(hour, metric, traits, means);
                }
            }
        }
    }

    private void AddClimate(long hour, Dictionary<string, double[]> means)
    {
        if (Index(means.Values) is { } barn)
        {
            _climate.Add((null, new ClimateHour(hour, barn)));
        }

        foreach (var zone in means.GroupBy(mean => _sensors[mean.Key].Zone))
        {
            if (zone.Key is { } number && Index(zone.Select(mean => mean.Value)) is { } index)
            {
                _climate.Add((number, new ClimateHour(hour, index)));
            }
        }
    }

    private static double? Index(IEnumerable<double[]> means)
    {
        double temperature = 0, humidity = 0;
        int temperatures = 0, humidities = 0;
        foreach (var mean in means)
        {
            if (!double.IsNaN(mean[Temperature]))
            {
                temperature += mean[Temperature];
                temperatures++;
            }

            if (!double.IsNaN(mean[Humidity]))
            {
                humidity += mean[Humidity];
                humidities++;
            }
        }

        return temperatures == 0 || humidities == 0
            ? null
            : TemperatureHumidityIndex.Calculate(temperature / temperatures, humidity / humidities);
    }

    private void CompareMetric(long hour, int metric, MetricTraits traits, Dictionary<string, double[]> means)
    {
        var known = new List<(string Id, double Value)>(means.Count);
        double? reference = null;
        foreach (var (id, mean) in means)
        {
            if (!double.IsNaN(mean[metric]))
            {
                known.Add((id, mean[metric]));
                reference = _sensors[id].IsReference ? mean[metric] : reference;
            }
        }

        var others = new List<double>(known.Count);
        double? common = null;
        foreach (var (id, value) in known)
        {
            var sensor = _sensors[id];
            if (sensor.IsReference)
            {
                continue;
            }

            others.Clear();
            foreach (var other in known)
            {
                if (other.Id != id && _sensors[other.Id] is var neighbour && !neighbour.IsSuspect(metric))
                {
                    // Without the offsets of places the median would jump whenever a sensor falls silent or becomes suspect.
                    others.Add(other.Value - neighbour.PlaceOffset(metric));
                }
            }

            if (reference is null && others.Count < MinNeighbours)
            {
                continue;
            }

            if (sensor.StateOf(metric) is { PlaceOffset: null } learning)
            {
                // Offsets of places are learned against one median of all sensors, so that they agree with each other.
                common ??= reference ?? Median(known.ConvertAll(one => one.Value - _sensors[one.Id].PlaceOffset(metric)));
                learning.LearnPlaceOffset(value - common.Value);
                continue;
            }

            EvaluateDeviation(hour, metric, traits, sensor, value, (reference ?? Median(others)) + sensor.PlaceOffset(metric));
        }
    }

    private static void EvaluateDeviation(long hour, int metric, MetricTraits traits, SensorState sensor, double value, double truth)
    {
        var watch = sensor.StateOf(metric);
        var tolerance = traits.Limits.ToleranceAt(truth);
        var difference = value - truth;
        var name = Metrics.ForFamily(ReadingFamily.Environment)[metric].Name;
        var at = (hour + 1) * HourMs;

        // A shift shows within hours, a drift by the day.
        var recent = watch.UpdateRecentShift(difference);
        var jump = watch.ShiftCusum.Add(watch.Diurnal.UpdateAndScore(hour, difference));
        if (jump != 0 && Math.Abs(recent) > 2 * tolerance)
        {
            sensor.Detections.OpenOrUpdate(DetectionKind.SensorShift, name, at - (12 * HourMs), at, 0.8, Math.Abs(difference) / tolerance,
                Reason(name, value, truth, "jumped away from"));
        }

        if (!watch.Drift.Add(hour, difference, tolerance))
        {
            return;
        }

        switch (watch.Drift.Status)
        {
            case DriftStatus.Drifting when !sensor.Detections.IsOpen(DetectionKind.SensorShift, name):
                sensor.Detections.OpenOrUpdate(
                    DetectionKind.SensorDrift, name, watch.Drift.OffSinceDay * 24 * HourMs, at,
                    Math.Min(0.99, 0.5 + (Math.Abs(watch.Drift.Offset) / tolerance / 4)),
                    Math.Abs(watch.Drift.Offset) / tolerance, Reason(name, value, truth, "moves away from"));
                break;
            case DriftStatus.Shifted:
                sensor.Detections.OpenOrUpdate(
                    DetectionKind.SensorShift, name, watch.Drift.OffSinceDay * 24 * HourMs, at, 0.9,
                    Math.Abs(watch.Drift.Offset) / tolerance, Reason(name, value, truth, "jumped away from"));
                break;
            case DriftStatus.Steady:
                sensor.Detections.End(DetectionKind.SensorDrift, name, at);

                // The daily median follows a shift only after days, so a steady drift detector does not end the shift.
                if (Math.Abs(recent) < tolerance)
                {
                    sensor.Detections.End(DetectionKind.SensorShift, name, at);
                }

                break;
        }
    }

    private static DetectionReason Reason(string metric, double value, double truth, string does) => new(
        metric, value, truth, 1,
        string.Create(CultureInfo.InvariantCulture, $"{metric} {does} what the others measure: {value:0.##} where they say {truth:0.##}."));

    private static double Median(List<double> values)
    {
        values.Sort();
        return values.Count % 2 == 1 ? values[values.Count / 2] : (values[(values.Count / 2) - 1] + values[values.Count / 2]) / 2;
    }

    private sealed class SensorState(SensorDetectionTracker detections)
    {
        private readonly NeighbourDeviation?[] _watches = new NeighbourDeviation?[Traits.Length];

        public SensorDetectionTracker Detections => detections;

        public int? Zone { get; set; }

        public bool IsReference { get; set; }

        public NeighbourDeviation StateOf(int metric) => _watches[metric] ??= new();

        public void Reset(int metric) => _watches[metric] = null;

        /// <summary>The offset of the sensor's place from the others; 0 while it is learned.</summary>
        public double PlaceOffset(int metric) => _watches[metric]?.PlaceOffset ?? 0;

        /// <summary>A sensor with a known deviation is no measure for the others.</summary>
        public bool IsSuspect(int metric) => _watches[metric] is { Drift.Status: not DriftStatus.Steady };

        public void Save(BinaryWriter writer)
        {
            writer.Write(Zone ?? -1);
            writer.Write(IsReference);
            foreach (var watch in _watches)
            {
                writer.Write(watch is not null);
                watch?.Save(writer);
            }

            detections.Save(writer);
        }

        public void Load(BinaryReader reader)
        {
            Zone = reader.ReadInt32() is >= 0 and var zone ? zone : null;
            IsReference = reader.ReadBoolean();
            for (var i = 0; i < _watches.Length; i++)
            {
                _watches[i] = reader.ReadBoolean() ? NeighbourDeviation.Load(reader) : null;
            }

            detections.Load(reader);
        }
    }
}
