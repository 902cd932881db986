using SmartDairy.Analytics.Cows;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;

namespace SmartDairy.Husbandry.Animals;

/// <summary>
/// One animal's detectors in the words of the contracts: what her devices and people tell goes in, detections to be stored come out, each with an id that is the same when
/// it is found again.
/// </summary>
public sealed class CowMonitor
{
    private const byte Version = 1;

    /// <summary>A stored detection that a new beginning finds so much earlier or later is the same, milliseconds.</summary>
    private const long MatchToleranceMs = 12 * 3_600_000;

    private readonly AnimalRegistration _animal;
    private readonly CowProfile _facts;
    private readonly CowOptions? _options;
    private readonly Dictionary<string, Detection> _known = new(StringComparer.Ordinal);

    // A finding's own id, and that of the stored detection it turned out to be.
    private readonly Dictionary<string, string> _adopted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reportedIds = new(StringComparer.Ordinal);
    private readonly HashSet<string> _verdictChanged = new(StringComparer.Ordinal);
    private CowModel _model;

    /// <param name="animal">Her lactation and last calving as of the beginning; calvings told later are added.</param>
    /// <param name="days">The farm's calendar.</param>
    /// <param name="options">Null stands for <see cref="CowOptions.Default"/>.</param>
    public CowMonitor(AnimalRegistration animal, FarmCalendar days, CowOptions? options = null)
    {
        (_animal, _facts, _options) = (animal, DetectorMapper.Map(animal, days), options);
        _model = new(_facts, options);
    }

    /// <summary>Everything told so far about hours before this one is in; hours since 1970. 0 before the first.</summary>
    public long ObservedUntilHour => _model.ObservedUntilHour;

    public void Observe(in CollarHour hour) => _model.Observe(hour);

    /// <summary>Only whole milkings that gave something are looked at; a retracted one is forgotten.</summary>
    public void Observe(MilkingSession milking)
    {
        if (DetectorMapper.Map(milking) is { } fact)
        {
            _model.Observe(fact);
        }
    }

    /// <summary>A retracted one is left out; one that was told before it was retracted needs a new beginning.</summary>
    public void Observe(AnimalEvent animalEvent)
    {
        if (!animalEvent.Retracted && DetectorMapper.Map(animalEvent) is { } told)
        {
            _model.Observe(told);
        }
    }

    public void ObserveCollarChange(long at) => _model.Observe(new LifeEvent(LifeEventKind.CollarChange, at));

    public void Observe(in ClimateHour hour) => _model.Observe(hour);

    /// <summary>Detections stored before: what is found again keeps its id and its verdict.</summary>
    public void LoadKnownDetections(IReadOnlyList<Detection> known)
    {
        foreach (var detection in known)
        {
            _known[detection.Id] = detection;
        }
    }

    /// <summary>Nothing happens when no such detection is known.</summary>
    public void ApplyVerdict(string detectionId, DetectionVerdict verdict, long at, string judgedBy, string? comment)
    {
        if (_known.TryGetValue(detectionId, out var known))
        {
            _known[detectionId] = verdict == DetectionVerdict.None
                ? known with { Verdict = verdict, VerdictAt = null, VerdictBy = null, VerdictComment = null }
                : known with { Verdict = verdict, VerdictAt = at, VerdictBy = judgedBy, VerdictComment = comment };
            _verdictChanged.Add(detectionId);
        }
    }

    /// <summary>The present state of every detection that changed since it was last asked.</summary>
    public IReadOnlyList<Detection> DrainDetections()
    {
        var findings = _model.DrainFindings();
        if (findings.Count == 0 && _verdictChanged.Count == 0)
        {
            return [];
        }

        var taken = new List<Detection>(findings.Count + _verdictChanged.Count);
        foreach (var finding in findings)
        {
            var detection = ToDetection(finding);
            _verdictChanged.Remove(detection.Id);
            _known[detection.Id] = detection;
            taken.Add(detection);
        }

        foreach (var judged in _verdictChanged)
        {
            taken.Add(_known[judged]);
        }

        _verdictChanged.Clear();
        return taken;
    }

    /// <summary>All she remembers but the stored detections, at most 128 KiB.</summary>
    public byte[] Save()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Version);
        writer.Write(_adopted.Count);
        foreach (var (own, stored) in _adopted)
        {
            writer.Write(own);
            writer.Write(stored);
        }

        writer.Write(_reportedIds.Count);
        foreach (var id in _reportedIds)
        {
            writer.Write(id);
        }

        writer.Write(_model.Save());
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>False when it was saved by another version, and is to be learned again.</summary>
    public bool TryLoad(ReadOnlySpan<byte> saved)
    {
        if (saved.IsEmpty || saved[0] != Version)
        {
            return false;
        }

        using var bytes = new MemoryStream(saved.ToArray());
        using var reader = new BinaryReader(bytes);
        var (adopted, found) = (new Dictionary<string, string>(), new List<string>());
        CowModel? model;
        try
        {
            reader.ReadByte();
            for (var left = reader.ReadInt32(); left > 0; left--)
            {
                adopted[reader.ReadString()] = reader.ReadString();
            }

            for (var left = reader.ReadInt32(); left > 0; left--)
            {
                found.Add(reader.ReadString());
            }

            model = CowModel.Load(_facts, saved[(int)bytes.Position..], _options);
        }
        catch (EndOfStreamException)
        {
            return false;
        }

        if (model is null)
        {
            return false;
        }

        _model = model;
        _adopted.Clear();
        _reportedIds.Clear();
        _reportedIds.UnionWith(found);
        foreach (var (own, stored) in adopted)
        {
            _adopted[own] = stored;
        }

        return true;
    }

    private Detection ToDetection(Finding finding)
    {
        var id = Id(finding);
        var known = _known.GetValueOrDefault(id);
        var reasons = new DetectionReason[finding.Reasons.Count];
        for (var i = 0; i < reasons.Length; i++)
        {
            var reason = finding.Reasons[i];
            reasons[i] = new(reason.Code, reason.Value, reason.Usual, reason.Weight, reason.Text);
        }

        return new Detection
        {
            Id = id,
            FarmId = _animal.FarmId,
            Kind = DetectorMapper.Map(finding.Kind),
            SubjectType = "animal",
            SubjectId = _animal.Id,
            StartedAt = finding.StartedAt,
            DetectedAt = finding.DetectedAt,
            PeakAt = finding.PeakAt,
            EndedAt = finding.EndedAt,
            State = finding.Retracted ? DetectionState.Retracted : finding.EndedAt is null ? DetectionState.Open : DetectionState.Ended,
            Certainty = finding.Certainty,
            Score = finding.Score,
            Detector = finding.Detector,
            Reasons = reasons,
            Quarter = (Quarter?)finding.Quarter,
            ActFrom = finding.ActFrom,
            ActUntil = finding.ActUntil,
            Verdict = known?.Verdict ?? DetectionVerdict.None,
            VerdictAt = known?.VerdictAt,
            VerdictBy = known?.VerdictBy,
            VerdictComment = known?.VerdictComment,
        };
    }

    private string Id(Finding finding)
    {
        var own = DetectionIds.Create(_animal.Id, finding);
        if (_adopted.TryGetValue(own, out var adopted))
        {
            return adopted;
        }

        if (!_reportedIds.Add(own) || _known.ContainsKey(own))
        {
            return own;
        }

        foreach (var (id, stored) in _known)
        {
            if (IsSame(stored, finding) && !_reportedIds.Contains(id) && !_adopted.ContainsValue(id))
            {
                _adopted[own] = id;
                return id;
            }
        }

        return own;
    }

    private static bool IsSame(Detection stored, Finding finding)
        => stored.Kind == DetectorMapper.Map(finding.Kind) && (int?)stored.Quarter == finding.Quarter && Family(stored.Detector) == Family(finding.Detector)
            && stored.StartedAt <= (finding.EndedAt ?? finding.DetectedAt) + MatchToleranceMs && finding.StartedAt <= (stored.EndedAt ?? stored.DetectedAt) + MatchToleranceMs;

    private static string Family(string detector) => detector[..detector.IndexOf('/')];
}
