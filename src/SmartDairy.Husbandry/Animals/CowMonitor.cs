using SmartDairy.Analytics.Cows;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.Husbandry.Derivation;
using SmartDairy.Husbandry.Detections;

namespace SmartDairy.Husbandry.Animals;

/// <summary>One animal's detectors: facts go in, detections to be stored come out. A detection that is found again keeps its id.</summary>
public sealed class CowMonitor
{
    private const byte Version = 1;

    /// <summary>Detectors that begin anew may find a stored detection earlier or later by this much, milliseconds.</summary>
    private const long MatchToleranceMs = 12 * 3_600_000;

    private readonly AnimalRegistration _animal;
    private readonly CowProfile _facts;
    private readonly CowOptions? _options;
    private readonly Dictionary<string, Detection> _known = new(StringComparer.Ordinal);

    // Ids of findings, each with the id of the stored detection that it continues.
    private readonly Dictionary<string, string> _adopted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reportedIds = new(StringComparer.Ordinal);
    private readonly HashSet<string> _verdictChanged = new(StringComparer.Ordinal);
    private CowModel _model;

    /// <param name="animal">The registration; calvings among the facts are added to its lactation.</param>
    /// <param name="days">The farm's calendar.</param>
    /// <param name="options">Null for <see cref="CowOptions.Default"/>.</param>
    public CowMonitor(AnimalRegistration animal, FarmCalendar days, CowOptions? options = null)
    {
        (_animal, _facts, _options) = (animal, DetectorMapper.Map(animal, days), options);
        _model = new(_facts, options);
    }

    /// <summary>The hour (since 1970-01-01T00:00Z) after the newest collar hour that was observed; 0 before the first.</summary>
    public long ObservedUntilHour => _model.ObservedUntilHour;

    public void Observe(in AnimalFact fact)
    {
        switch (fact)
        {
            case { CollarHour: { } hour }:
                _model.Observe(hour);
                break;
            case { ClimateHour: { } hour }:
                _model.Observe(hour);
                break;
            case { Milking: { } milking }:
                Observe(milking);
                break;
            case { Event: { } animalEvent }:
                Observe(animalEvent);
                break;
            case { CollarChangedAt: { } at }:
                _model.Observe(new LifeEvent(LifeEventKind.CollarChange, at));
                break;
        }
    }

    // Detectors look at complete milkings with a yield only; a retracted milking is taken out again.
    private void Observe(MilkingSession milking)
    {
        if (DetectorMapper.Map(milking) is { } fact)
        {
            _model.Observe(fact);
        }
    }

    // An event that was observed before it was retracted needs new detectors.
    private void Observe(AnimalEvent animalEvent)
    {
        if (!animalEvent.Retracted && DetectorMapper.Map(animalEvent) is { } told)
        {
            _model.Observe(told);
        }
    }

    /// <summary>Takes stored detections over: one that is found again keeps its id and its verdict.</summary>
    public void LoadKnownDetections(IReadOnlyList<Detection> known)
    {
        foreach (var detection in known)
        {
            _known[detection.Id] = detection;
        }
    }

    /// <summary>Applies a person's verdict; ignored when no such detection is known.</summary>
    public void ApplyVerdict(string detectionId, DetectionVerdict verdict, long at, string judgedBy, string? comment)
    {
        if (_known.TryGetValue(detectionId, out var known))
        {
            _known[detectionId] = known.WithVerdict(verdict, at, judgedBy, comment);
            _verdictChanged.Add(detectionId);
        }
    }

    /// <summary>The present state of every detection that changed since the last call.</summary>
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

    /// <summary>The state of the detectors without the stored detections, at most 128 KiB.</summary>
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

    /// <summary>False when another version saved the state: then everything is to be observed again.</summary>
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
        }.WithVerdictOf(known);
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
        => stored.Kind == DetectorMapper.Map(finding.Kind) && (int?)stored.Quarter == finding.Quarter
        && Family(stored.Detector) == Family(finding.Detector)
            && stored.StartedAt <= (finding.EndedAt ?? finding.DetectedAt) + MatchToleranceMs
            && finding.StartedAt <= (stored.EndedAt ?? stored.DetectedAt) + MatchToleranceMs;

    private static string Family(string detector) => detector[..detector.IndexOf('/')];
}
