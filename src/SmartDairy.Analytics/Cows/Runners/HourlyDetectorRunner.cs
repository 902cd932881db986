using SmartDairy.Analytics.Cows.Calving;
using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Estrus;
using SmartDairy.Analytics.Cows.HeatStress;
using SmartDairy.Analytics.Cows.Illness;
using SmartDairy.Analytics.Cows.NoMovement;
using SmartDairy.Analytics.Cows.Observations;

namespace SmartDairy.Analytics.Cows.Runners;

/// <summary>
/// Runs the hourly detectors. It keeps their state of seven days ago beside the present one; late data are reprocessed from there, with the
/// same result as data in order.
/// </summary>
internal sealed class HourlyDetectorRunner(CowObservations cow)
{
    /// <summary>Maximum age of late data in hours.</summary>
    public const int MaxLateHours = 168;

    private readonly FindingTracker _findings = new();
    private HourlyDetectorState _current;
    private HourlyDetectorState _checkpoint;
    private long _lastProcessed = long.MinValue;
    private long _checkpointHour = long.MinValue;
    private bool _hasCheckpoint;
    private long _deviationsDirtyFrom = long.MaxValue;
    private long _stepsFrom = long.MaxValue;

    public bool HasStarted => _lastProcessed != long.MinValue;

    /// <summary>The last hour processed.</summary>
    public long LastProcessedHour => _lastProcessed;

    /// <summary>Collar data of an hour changed.</summary>
    public void InvalidateCollarFrom(long hour)
    {
        _deviationsDirtyFrom = Math.Min(_deviationsDirtyFrom, hour);
        InvalidateFrom(hour);
    }

    /// <summary>Other input of an hour and the hours after it changed.</summary>
    public void InvalidateFrom(long hour) => _stepsFrom = Math.Min(_stepsFrom, hour);

    /// <summary>Processes all hours up to and including an hour.</summary>
    public void AdvanceTo(long untilHour)
    {
        if (!HasStarted)
        {
            _lastProcessed = _checkpointHour = untilHour - 1;
        }

        if (_stepsFrom <= _lastProcessed)
        {
            Reprocess();
        }

        (_deviationsDirtyFrom, _stepsFrom) = (long.MaxValue, long.MaxValue);
        while (_lastProcessed < untilHour)
        {
            _lastProcessed++;
            cow.Deviations.Recompute(_lastProcessed, cow.CollarWornSince(_lastProcessed));
            Step(_lastProcessed, ref _current);
            Report();
            while (_lastProcessed - _checkpointHour > MaxLateHours)
            {
                Step(++_checkpointHour, ref _checkpoint);
                _hasCheckpoint = true;
            }
        }

        _findings.RetractUnconfirmed(UnixTime.StartOfHour(_checkpointHour + 1));
    }

    public void AppendFindings(ref List<Finding>? findings) => _findings.AppendChanges(ref findings);

    public void Save(BinaryWriter writer)
    {
        RawSerializer.Write(writer, in _current);
        RawSerializer.Write(writer, in _checkpoint);
        writer.Write(_lastProcessed);
        writer.Write(_checkpointHour);
        writer.Write(_hasCheckpoint);
        writer.Write(_deviationsDirtyFrom);
        writer.Write(_stepsFrom);
        _findings.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        _current = RawSerializer.Read<HourlyDetectorState>(reader);
        _checkpoint = RawSerializer.Read<HourlyDetectorState>(reader);
        _lastProcessed = reader.ReadInt64();
        _checkpointHour = reader.ReadInt64();
        _hasCheckpoint = reader.ReadBoolean();
        _deviationsDirtyFrom = reader.ReadInt64();
        _stepsFrom = reader.ReadInt64();
        _findings.Load(reader);
    }

    private void Reprocess()
    {
        if (!_hasCheckpoint)
        {
            _checkpointHour = Math.Min(_checkpointHour, Math.Max(_stepsFrom, _lastProcessed - MaxLateHours) - 1);
        }

        for (var hour = Math.Max(_deviationsDirtyFrom, _checkpointHour + 1); hour <= _lastProcessed; hour++)
        {
            cow.Deviations.Recompute(hour, cow.CollarWornSince(hour));
        }

        _findings.MarkUnconfirmedAfter(UnixTime.StartOfHour(_checkpointHour + 1));
        _current = _checkpoint;
        for (var hour = _checkpointHour + 1; hour <= _lastProcessed; hour++)
        {
            Step(hour, ref _current);
            Report();
        }
    }

    private void Step(long hour, ref HourlyDetectorState state)
    {
        EstrusDetector.Step(cow, hour, ref state.Estrus);
        IllnessDetector.Step(cow, hour, in state.Estrus, ref state.Illness);
        CalvingDetector.Step(cow, hour, ref state.Calving);
        NoMovementDetector.Step(cow, hour, ref state.NoMovement);
        HeatStressDetector.Step(cow, hour, ref state.HeatStress);
    }

    private void Report()
    {
        _findings.Report(FindingKind.Estrus, in _current.Estrus.Episode);
        _findings.Report(FindingKind.Illness, in _current.Illness.Episode);
        _findings.Report(FindingKind.Calving, in _current.Calving.Episode);
        _findings.Report(FindingKind.NoMovement, in _current.NoMovement.Episode);
        _findings.Report(FindingKind.HeatStress, in _current.HeatStress);
    }
}
