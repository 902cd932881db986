using System.Globalization;
using System.IO.Hashing;
using System.Text;
using SmartDairy.Contracts.Detections;

namespace SmartDairy.Husbandry.Sensors;

/// <summary>The detections of one device: at most one of a kind and metric is open.</summary>
internal sealed class SensorDetectionTracker(int farmId, string deviceId)
{
    public const string Detector = "sensor/1";
    private readonly Dictionary<(DetectionKind Kind, string Metric), Detection> _open = [];
    private readonly Dictionary<string, Detection> _changed = new(StringComparer.Ordinal);

    public bool IsOpen(DetectionKind kind, string metric) => _open.ContainsKey((kind, metric));

    /// <summary>Opens a detection, or updates the open one when its score grew by a quarter.</summary>
    public void OpenOrUpdate(
        DetectionKind kind, string metric, long startedAt, long at, double certainty, double score, DetectionReason reason)
    {
        if (_open.TryGetValue((kind, metric), out var lasts))
        {
            if (score > lasts.Score * 1.25)
            {
                Track(lasts with { Score = score, Certainty = Math.Max(certainty, lasts.Certainty), PeakAt = at, Reasons = [reason] });
            }

            return;
        }

        Track(new Detection
        {
            Id = Id(kind, metric, startedAt),
            FarmId = farmId,
            Kind = kind,
            SubjectType = "device",
            SubjectId = deviceId,
            Metric = metric.Length == 0 ? null : metric,
            StartedAt = startedAt,
            DetectedAt = at,
            State = DetectionState.Open,
            Certainty = certainty,
            Score = score,
            Detector = Detector,
            Reasons = [reason],
        });
    }

    public void End(DetectionKind kind, string metric, long at)
    {
        if (_open.Remove((kind, metric), out var lasts))
        {
            _changed[lasts.Id] = lasts with { State = DetectionState.Ended, EndedAt = at };
        }
    }

    /// <summary>Records a detection that is over by the time it is known.</summary>
    public void RecordEnded(
        DetectionKind kind, string metric, long startedAt, long endedAt, double certainty, double score, DetectionReason reason)
    {
        OpenOrUpdate(kind, metric, startedAt, endedAt, certainty, score, reason);
        End(kind, metric, endedAt);
    }

    public IReadOnlyList<Detection> DrainChanges()
    {
        if (_changed.Count == 0)
        {
            return [];
        }

        Detection[] taken = [.. _changed.Values];
        _changed.Clear();
        return taken;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_open.Count);
        foreach (var one in _open.Values)
        {
            writer.Write((int)one.Kind);
            writer.Write(one.Metric ?? "");
            writer.Write(one.StartedAt);
            writer.Write(one.DetectedAt);
            writer.Write(one.Certainty);
            writer.Write(one.Score);
            var reason = one.Reasons[0];
            writer.Write(reason.Code);
            writer.Write(reason.Value);
            writer.Write(reason.Usual);
            writer.Write(reason.Text);
        }
    }

    public void Load(BinaryReader reader)
    {
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var (kind, metric) = ((DetectionKind)reader.ReadInt32(), reader.ReadString());
            var (started, detected, certainty, score) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadDouble(), reader.ReadDouble());
            OpenOrUpdate(kind, metric, started, detected, certainty, score,
                new(reader.ReadString(), reader.ReadDouble(), reader.ReadDouble(), 1, reader.ReadString()));
        }

        // Loaded detections are stored already.
        _changed.Clear();
    }

    private void Track(Detection detection)
    {
        _open[(detection.Kind, detection.Metric ?? "")] = detection;
        _changed[detection.Id] = detection;
    }

    /// <summary>
    /// Such as <c>drift_0123456789abcdef_20260302T040000</c>: device and metric are a hash, since their names may be long.
    /// </summary>
    private string Id(DetectionKind kind, string metric, long startedAt)
    {
        var hash = XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{deviceId}/{metric}"));
        var name = kind switch
        {
            DetectionKind.SensorDrift => "drift",
            DetectionKind.SensorShift => "shift",
            DetectionKind.SensorStuck => "stuck",
            DetectionKind.SensorSpikes => "spikes",
            DetectionKind.SensorDropOut => "dropout",
            _ => "calibration",
        };
        return string.Create(CultureInfo.InvariantCulture,
            $"{name}_{hash:x16}_{DateTimeOffset.FromUnixTimeMilliseconds(startedAt).UtcDateTime:yyyyMMdd'T'HHmmss}");
    }
}
