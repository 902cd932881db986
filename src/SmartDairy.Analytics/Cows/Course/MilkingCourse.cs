using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Memory;
using SmartDairy.Analytics.Cows.Udder;

namespace SmartDairy.Analytics.Cows.Course;

/// <summary>Leads the detectors of the udder from milking to milking, as <see cref="HourCourse"/> leads the others from hour to hour.</summary>
internal sealed class MilkingCourse(CowMemory cow)
{
    private const long Late = 7 * Time.Day;

    private readonly FindingLedger _ledger = new();
    private UdderState _now;
    private UdderState _settled;
    private long _done = long.MinValue;
    private long _settledDone = long.MinValue;
    private long _from = long.MaxValue;

    public bool HasBegun => _done != long.MinValue;

    /// <summary>When the last milking that was judged ended.</summary>
    public long Done => _done;

    /// <summary>What milkings that ended after that time are judged by is new or another.</summary>
    public void Changed(long time) => _from = Math.Min(_from, time);

    /// <summary>Judges all milkings that are known.</summary>
    /// <param name="front">Up to when anything is told: what ended seven days before it is settled.</param>
    public void Run(long front)
    {
        if (_from <= _done)
        {
            _ledger.Rewind(_settledDone);
            (_now, _done) = (_settled, _settledDone);
        }

        _from = long.MaxValue;
        for (var index = 0; index < cow.Milkings.Count; index++)
        {
            var end = cow.Milkings[index].End;
            if (end > _done)
            {
                UdderDetector.Step(cow, index, ref _now);
                _done = end;
                Report();
            }

            if (end > _settledDone && front - end > Late)
            {
                UdderDetector.Step(cow, index, ref _settled);
                _settledDone = end;
            }
        }

        _ledger.Close(_settledDone);
    }

    public void Take(ref List<Finding>? findings) => _ledger.Take(ref findings);

    public void Save(BinaryWriter writer)
    {
        Raw.Write(writer, in _now);
        Raw.Write(writer, in _settled);
        writer.Write(_done);
        writer.Write(_settledDone);
        writer.Write(_from);
        _ledger.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        _now = Raw.Read<UdderState>(reader);
        _settled = Raw.Read<UdderState>(reader);
        _done = reader.ReadInt64();
        _settledDone = reader.ReadInt64();
        _from = reader.ReadInt64();
        _ledger.Load(reader);
    }

    private void Report()
    {
        for (var i = 0; i < UdderState.Length; i++)
        {
            _ledger.Report(FindingKind.Mastitis, in _now[i].Episode);
        }
    }
}
