using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Rfid;

namespace SmartDairy.Husbandry.Rfid;

/// <summary>Builds one passage or stay from its reads, in any order.</summary>
internal sealed class PassageBuilder(int farmId, string place, string subject, bool gate)
{
    private const int MaxKeys = 4_096;
    private const int MaxReads = 256;

    private static readonly int RssiIndex = Metrics.Find(ReadingFamily.Rfid, "rssi")!.Index;
    private static readonly int CountIndex = Metrics.Find(ReadingFamily.Rfid, "read_count")!.Index;

    private readonly HashSet<ulong> _keys = [];
    private readonly SortedSet<int> _antennas = [];
    private readonly List<GateRead> _gateReads = [];
    private string? _tag;
    private string? _animal;
    private (long Time, long Message) _animalAt = (long.MinValue, 0);
    private long _reads;
    private double _strongest = double.NegativeInfinity;

    public long Start { get; private set; } = long.MaxValue;

    public long End { get; private set; } = long.MinValue;

    /// <summary>Whether the passage changed since it was last emitted.</summary>
    public bool IsDirty { get; set; }

    /// <summary>The passage as it was last emitted; null before.</summary>
    public Passage? LastEmitted { get; set; }

    /// <summary>False when the message was added before.</summary>
    public bool Add(TagReading reading)
    {
        var key = ReadingKey.Create(reading);
        if (_keys.Contains(key))
        {
            return false;
        }

        if (_keys.Count < MaxKeys)
        {
            _keys.Add(key);
        }

        (Start, End) = (Math.Min(Start, reading.Time), Math.Max(End, reading.Time));
        _tag ??= reading.TagEpc;
        if (reading.AnimalId is { } animal && (reading.Time, reading.MessageId).CompareTo(_animalAt) > 0)
        {
            (_animal, _animalAt) = (animal, (reading.Time, reading.MessageId));
        }

        var count = Value(reading, CountIndex);
        _reads += count >= 1 ? (long)count : 1;
        var rssi = Value(reading, RssiIndex);
        _strongest = double.IsNaN(rssi) ? _strongest : Math.Max(_strongest, rssi);
        if (reading.AntennaId is { } antenna && (_antennas.Count < MaxReads || _antennas.Contains(antenna)))
        {
            _antennas.Add(antenna);
        }

        if (gate && _gateReads.Count < MaxReads)
        {
            _gateReads.Add(new(reading.Time, reading.AntennaId, rssi, GateDirectionEstimator.ParseReported(reading.Direction)));
        }

        return true;
    }

    /// <summary>Merges a passage that turned out to be the same one.</summary>
    public void Merge(PassageBuilder other)
    {
        _keys.UnionWith(other._keys);
        _antennas.UnionWith(other._antennas);
        _gateReads.AddRange(other._gateReads.Take(MaxReads - _gateReads.Count));
        (Start, End) = (Math.Min(Start, other.Start), Math.Max(End, other.End));
        _reads += other._reads;
        _strongest = Math.Max(_strongest, other._strongest);
        if (other._animalAt.CompareTo(_animalAt) > 0)
        {
            (_animal, _animalAt) = (other._animal, other._animalAt);
        }
    }

    public Passage Build()
    {
        _gateReads.Sort(static (x, y) => (x.Time, x.Antenna ?? -1, x.Rssi).CompareTo((y.Time, y.Antenna ?? -1, y.Rssi)));
        var (direction, confidence) = GateDirectionEstimator.Estimate(_gateReads);
        return new Passage
        {
            Id = Id(),
            FarmId = farmId,
            Place = place,
            TagEpc = _tag,
            AnimalId = _animal,
            StartedAt = Start,
            EndedAt = End,
            Sightings = _keys.Count,
            Reads = (int)Math.Min(_reads, int.MaxValue),
            Antennas = [.. _antennas],
            StrongestRssi = double.IsFinite(_strongest) ? _strongest : null,
            Direction = direction,
            DirectionConfidence = confidence,
        };
    }

    /// <summary>The retraction of a passage that was emitted before.</summary>
    public static Passage Retraction(Passage emitted) => new()
    {
        Id = emitted.Id,
        FarmId = emitted.FarmId,
        Place = emitted.Place,
        TagEpc = emitted.TagEpc,
        AnimalId = emitted.AnimalId,
        StartedAt = emitted.StartedAt,
        EndedAt = emitted.EndedAt,
        Sightings = 0,
        Reads = 0,
        State = PassageState.Retracted,
    };

    private string Id()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{place}\n{subject}\n{Start}")), hash);
        return string.Concat("passage-", Convert.ToHexStringLower(hash[..12]));
    }

    private static double Value(TagReading reading, int index)
        => (reading.OutOfRange >> index & 1) == 0 ? reading.Values[index] : double.NaN;
}
