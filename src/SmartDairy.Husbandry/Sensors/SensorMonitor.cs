using System.Globalization;
using SmartDairy.Analytics.SensorHealth;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Sensors;
using SmartDairy.Protocol.Payloads.Quality;

namespace SmartDairy.Husbandry.Sensors;

/// <summary>
/// Monitors one device as an instrument: corrects its readings by calibration and flags values that are stuck or spikes, message by
/// message, before they are stored. A flag lowers the quality of a message and hides no value. Late messages are corrected, but not
/// flagged.
/// </summary>
public sealed class SensorMonitor
{
    private const byte Version = 1;
    private const long Hour = 3_600_000;
    private const long Day = 24 * Hour;
    private const int MinStuckReadings = 12;
    private const int MinSpikes = 2;
    private const int SpikeDays = 2;
    private const int MaxSpikes = 64;

    private readonly DeviceRegistration _device;
    private readonly ReadingFamily? _family;
    private readonly MetricTraits?[] _traits;
    private readonly StuckValueRun[] _runs;
    private readonly SpikeFilter[] _spikes;
    private readonly Queue<long>[] _spikesAt;
    private readonly SensorDetectionTracker _detections;
    private readonly HourlyMeanAccumulator? _hourlyMeans;
    private CalibrationSet? _calibrations;
    private long _last;
    private double _interval;
    private int _intervals;

    public SensorMonitor(DeviceRegistration device)
    {
        ArgumentNullException.ThrowIfNull(device);
        _device = device;
        _family = device.Type.ToReadingFamily();
        _traits = _family is { } family ? MetricTraits.For(family) : [];
        _runs = new StuckValueRun[_traits.Length];
        _spikes = new SpikeFilter[_traits.Length];
        _spikesAt = new Queue<long>[_traits.Length];
        _detections = new(device.FarmId, device.Id);
        _hourlyMeans = _family == ReadingFamily.Environment ? new(_traits.Length) : null;
    }

    public DeviceRegistration Device => _device;

    /// <summary>
    /// Whether the device is a fixed sensor that reports at even intervals: its health is monitored, and it is compared with its
    /// neighbours.
    /// </summary>
    public bool IsMonitored => _family == ReadingFamily.Environment;

    /// <summary>Replaces the calibrations by these: all versions of all metrics.</summary>
    public void SetCalibrations(IReadOnlyList<Calibration> calibrations)
        => _calibrations = _family is { } family && calibrations.Count > 0
        && new CalibrationSet(family, calibrations) is { IsEmpty: false } book ? book : null;

    /// <summary>The reading, corrected by the calibration of its time and flagged; the same object when nothing changes.</summary>
    public Reading CorrectAndFlag(Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (_family != reading.Family)
        {
            return reading;
        }

        var said = _calibrations is { } book ? Correct(reading, book) : reading;
        return IsMonitored ? Watch(said) : said;
    }

    /// <summary>The present state of every detection that changed since the last call.</summary>
    public IReadOnlyList<Detection> DrainDetections() => _detections.DrainChanges();

    /// <summary>
    /// The hours that became complete since the last call, to compare with neighbours; empty for a device that is not monitored.
    /// </summary>
    public IReadOnlyList<SensorHour> DrainHours() => _hourlyMeans?.DrainHours() ?? [];

    /// <summary>The learned state, at most 64 KiB.</summary>
    public byte[] Save()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Version);
        writer.Write(_runs.Length);
        for (var i = 0; i < _runs.Length; i++)
        {
            _runs[i].Save(writer);
            _spikes[i].Save(writer);
            var times = _spikesAt[i];
            writer.Write(times?.Count ?? 0);
            foreach (var at in times ?? [])
            {
                writer.Write(at);
            }
        }

        writer.Write(_last);
        writer.Write(_interval);
        writer.Write(_intervals);
        _detections.Save(writer);
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
        if (reader.ReadInt32() != _runs.Length)
        {
            return false;
        }

        for (var i = 0; i < _runs.Length; i++)
        {
            _runs[i] = StuckValueRun.Load(reader);
            _spikes[i] = SpikeFilter.Load(reader);
            for (var left = reader.ReadInt32(); left > 0; left--)
            {
                (_spikesAt[i] ??= new()).Enqueue(reader.ReadInt64());
            }
        }

        _last = reader.ReadInt64();
        _interval = reader.ReadDouble();
        _intervals = reader.ReadInt32();
        _detections.Load(reader);
        return true;
    }

    private Reading Correct(Reading reading, CalibrationSet book)
    {
        double[]? values = null;
        List<(Metric, double, int)>? corrected = null;
        var expired = false;
        var metrics = Metrics.ForFamily(reading.Family);
        var outOfRange = reading.OutOfRange;
        for (var i = 0; i < metrics.Length; i++)
        {
            if (double.IsNaN(reading.Values[i]) || book.FindAt(i, reading.Time) is not { } entry)
            {
                continue;
            }

            values ??= [.. reading.Values];
            values[i] = entry.Curve.Apply(reading.Values[i]);
            (corrected ??= []).Add((metrics[i], reading.Values[i], entry.Calibration.Version));
            if (!metrics[i].IsPossible(values[i]))
            {
                outOfRange |= 1U << i;
            }

            if (entry.Calibration.ExpiresAt is { } end && reading.Time >= end)
            {
                expired = true;
                if (reading.Time >= _last)
                {
                    _detections.OpenOrUpdate(
                        DetectionKind.CalibrationExpired, metrics[i].Name, end, reading.Time, 1, 1,
                        new("calibration", entry.Calibration.Version, double.NaN, 1, string.Create(
                            CultureInfo.InvariantCulture,
                            $"Calibration {entry.Calibration.Version} of {metrics[i].Name} expired on {DateTimeOffset.FromUnixTimeMilliseconds(end).UtcDateTime:yyyy-MM-dd}.")));
                }
            }
            else if (_detections.IsOpen(DetectionKind.CalibrationExpired, metrics[i].Name) && reading.Time >= _last)
            {
                _detections.End(DetectionKind.CalibrationExpired, metrics[i].Name, reading.Time);
            }
        }

        if (values is null)
        {
            return reading;
        }

        var lost =
            (expired ? QualityPenalties.CalibrationExpired : 0)
            + (outOfRange != 0 && reading.OutOfRange == 0 ? QualityPenalties.OutOfRange : 0);
        return reading with
        {
            Values = values,
            OutOfRange = outOfRange,
            Extra = RawValueExtra.Append(reading.Extra, corrected!),
            Flags = reading.Flags | (expired ? ReadingFlags.CalibrationExpired : 0) | (outOfRange != 0 ? ReadingFlags.OutOfRange : 0),
            Quality = Math.Max(0, reading.Quality - lost),
        };
    }

    private Reading Watch(Reading reading)
    {
        if (reading.Time <= _last)
        {
            return reading;
        }

        Regularity(reading.Time);
        var (stuck, spike) = (0U, 0U);
        for (var i = 0; i < _traits.Length; i++)
        {
            if (_traits[i] is not { } traits || double.IsNaN(reading.Values[i]) || (reading.OutOfRange >> i & 1) == 1)
            {
                continue;
            }

            if (traits.StuckAfter is { } limit)
            {
                stuck |= IsStuck(i, reading, limit) ? 1U << i : 0;
            }

            if (traits.SpikeFloor is { } floor)
            {
                spike |= IsSpike(i, reading, floor) ? 1U << i : 0;
            }
        }

        _hourlyMeans!.Add(reading, stuck | spike | reading.OutOfRange);
        if ((stuck | spike) == 0)
        {
            return reading;
        }

        return reading with
        {
            Flags = reading.Flags | (stuck != 0 ? ReadingFlags.Stuck : 0) | (spike != 0 ? ReadingFlags.Spike : 0),
            Quality = Math.Max(0, reading.Quality - (stuck != 0 ? QualityPenalties.Stuck : 0) - (spike != 0 ? QualityPenalties.Spike : 0)),
        };
    }

    private bool IsStuck(int metric, Reading reading, TimeSpan limit)
    {
        var name = Metrics.ForFamily(reading.Family)[metric].Name;
        var (time, values) = _runs[metric].Add(reading.Values[metric], reading.Time);
        if (time >= limit.TotalMilliseconds && values >= MinStuckReadings)
        {
            _detections.OpenOrUpdate(
                DetectionKind.SensorStuck, name, _runs[metric].Since, reading.Time, 0.95, time / (double)Hour,
                new("same value", reading.Values[metric], double.NaN, 1, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} has been {reading.Values[metric]:0.###} for {time / (double)Hour:0.0} hours; a living sensor's last digit moves.")));
            return true;
        }

        if (values == 1)
        {
            _detections.End(DetectionKind.SensorStuck, name, reading.Time);
        }

        return false;
    }

    private bool IsSpike(int metric, Reading reading, double floor)
    {
        var spike = _spikes[metric].IsSpike(reading.Values[metric], floor);
        if (!spike && _spikesAt[metric] is not { Count: > 0 })
        {
            return false;
        }

        var times = _spikesAt[metric] ??= new();
        if (spike)
        {
            times.Enqueue(reading.Time);
        }

        while (times.TryPeek(out var oldest) && (oldest < reading.Time - (SpikeDays * Day) || times.Count > MaxSpikes))
        {
            times.Dequeue();
        }

        var name = Metrics.ForFamily(reading.Family)[metric].Name;
        if (times.Count >= MinSpikes)
        {
            _detections.OpenOrUpdate(
                DetectionKind.SensorSpikes, name, times.Peek(), reading.Time, 0.9, times.Count,
                new("spikes", times.Count, 0, 1,
                    string.Create(CultureInfo.InvariantCulture,
                        $"{times.Count} single values of {name} within {SpikeDays} days were far off from those before and after.")));
        }
        else if (times.Count == 0)
        {
            _detections.End(DetectionKind.SensorSpikes, name, reading.Time);
        }

        return spike;
    }

    private void Regularity(long time)
    {
        if (_last != 0)
        {
            var gap = (time - _last) / 1000.0;
            if (_intervals >= 50 && gap > Math.Max(3600, 6 * _interval))
            {
                _detections.RecordEnded(
                    DetectionKind.SensorDropOut, "", _last, time, 0.9, gap / _interval,
                    new("missing", gap, _interval, 1, string.Create(
                        CultureInfo.InvariantCulture,
                        $"Nothing came for {gap / 3600:0.0} hours; a message comes every {_interval / 60:0.#} minutes usually.")));
            }
            else
            {
                _intervals++;
                _interval += (gap - _interval) * Math.Max(0.02, 1.0 / _intervals);
            }
        }

        _last = time;
    }
}
