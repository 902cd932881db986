using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Mastitis;
using SmartDairy.Analytics.Cows.Observations;

namespace SmartDairy.Analytics.Cows.Runners;

/// <summary>Runs the mastitis detectors at each milking, as <see cref="HourlyDetectorRunner"/> runs the others each hour.</summary>
internal sealed class MilkingDetectorRunner(CowObservations cow)
{
    private const long MaxLateMs = 7 * UnixTime.DayMs;

    private readonly FindingTracker _findings = new();
    private MastitisState _current;
    private MastitisState _checkpoint;
    private long _lastProcessed = long.MinValue;
    private long _checkpointTime = long.MinValue;
    private long _dirtyFrom = long.MaxValue;

    public bool HasStarted => _lastProcessed != long.MinValue;

    /// <summary>End of the last milking processed.</summary>
    public long LastProcessedEnd => _lastProcessed;

    /// <summary>Input of the milkings that ended at or after a time changed.</summary>
    public void InvalidateFrom(long time) => _dirtyFrom = Math.Min(_dirtyFrom, time);

    /// <summary>Processes all known milkings.</summary>
    /// <param name="until">Time of the newest data; milkings that ended more than seven days earlier are settled.</param>
    public void AdvanceTo(long until)
    {
        if (_dirtyFrom <= _lastProcessed)
        {
            _findings.MarkUnconfirmedAfter(_checkpointTime);
            (_current, _lastProcessed) = (_checkpoint, _checkpointTime);
        }

        _dirtyFrom = long.MaxValue;
        for (var index = 0; index < cow.Milkings.Count; index++)
        {
            var end = cow.Milkings[index].End;
            if (end > _lastProcessed)
            {
                MastitisDetector.Step(cow, index, ref _current);
                _lastProcessed = end;
                Report();
            }

            if (end > _checkpointTime && until - end > MaxLateMs)
            {
                MastitisDetector.Step(cow, index, ref _checkpoint);
                _checkpointTime = end;
            }
        }

        _findings.RetractUnconfirmed(_checkpointTime);
    }

    public void AppendFindings(ref List<Finding>? findings) => _findings.AppendChanges(ref findings);

    public void Save(BinaryWriter writer)
    {
        RawSerializer.Write(writer, in _current);
        RawSerializer.Write(writer, in _checkpoint);
        writer.Write(_lastProcessed);
        writer.Write(_checkpointTime);
        writer.Write(_dirtyFrom);
        _findings.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        _current = RawSerializer.Read<MastitisState>(reader);
        _checkpoint = RawSerializer.Read<MastitisState>(reader);
        _lastProcessed = reader.ReadInt64();
        _checkpointTime = reader.ReadInt64();
        _dirtyFrom = reader.ReadInt64();
        _findings.Load(reader);
    }

    private void Report()
    {
        for (var i = 0; i < MastitisState.Length; i++)
        {
            _findings.Report(FindingKind.Mastitis, in _current[i].Episode);
        }
    }
}
