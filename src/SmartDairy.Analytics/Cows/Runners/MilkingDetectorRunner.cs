using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Mastitis;
using SmartDairy.Analytics.Cows.Observations;

namespace SmartDairy.Analytics.Cows.Runners;

/// <summary>Leads the detectors of the udder from milking to milking, as <see cref="HourlyDetectorRunner"/> leads the others from hour to hour.</summary>
internal sealed class MilkingDetectorRunner(CowObservations cow)
{
    private const long MaxLateMs = 7 * UnixTime.DayMs;

    private readonly FindingTracker _ledger = new();
    private MastitisState _current;
    private MastitisState _checkpoint;
    private long _lastProcessed = long.MinValue;
    private long _checkpointTime = long.MinValue;
    private long _from = long.MaxValue;

    public bool HasStarted => _lastProcessed != long.MinValue;

    /// <summary>When the last milking that was judged ended.</summary>
    public long LastProcessedEnd => _lastProcessed;

    /// <summary>What milkings that ended after that time are judged by is new or another.</summary>
    public void InvalidateFrom(long time) => _from = Math.Min(_from, time);

    /// <summary>Judges all milkings that are known.</summary>
    /// <param name="until">Up to when anything is told: what ended seven days before it is settled.</param>
    public void AdvanceTo(long until)
    {
        if (_from <= _lastProcessed)
        {
            _ledger.MarkUnconfirmedAfter(_checkpointTime);
            (_current, _lastProcessed) = (_checkpoint, _checkpointTime);
        }

        _from = long.MaxValue;
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

        _ledger.RetractUnconfirmed(_checkpointTime);
    }

    public void AppendFindings(ref List<Finding>? findings) => _ledger.AppendChanges(ref findings);

    public void Save(BinaryWriter writer)
    {
        RawSerializer.Write(writer, in _current);
        RawSerializer.Write(writer, in _checkpoint);
        writer.Write(_lastProcessed);
        writer.Write(_checkpointTime);
        writer.Write(_from);
        _ledger.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        _current = RawSerializer.Read<MastitisState>(reader);
        _checkpoint = RawSerializer.Read<MastitisState>(reader);
        _lastProcessed = reader.ReadInt64();
        _checkpointTime = reader.ReadInt64();
        _from = reader.ReadInt64();
        _ledger.Load(reader);
    }

    private void Report()
    {
        for (var i = 0; i < MastitisState.Length; i++)
        {
            _ledger.Report(FindingKind.Mastitis, in _current[i].Episode);
        }
    }
}
