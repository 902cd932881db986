using SmartDairy.Analytics.Cows.Calving;
using SmartDairy.Analytics.Cows.Climate;
using SmartDairy.Analytics.Cows.Episodes;
using SmartDairy.Analytics.Cows.Heat;
using SmartDairy.Analytics.Cows.Illness;
using SmartDairy.Analytics.Cows.Memory;
using SmartDairy.Analytics.Cows.Movement;

namespace SmartDairy.Analytics.Cows.Course;

/// <summary>
/// Leads the detectors from hour to hour. It keeps their state of seven days ago beside the present one: what is told late is worked out anew from there, with the same result as
/// in order.
/// </summary>
internal sealed class HourCourse(CowMemory cow)
{
    /// <summary>Hours that may be told late.</summary>
    public const int Late = 168;

    private readonly FindingLedger _ledger = new();
    private HourState _now;
    private HourState _settled;
    private long _done = long.MinValue;
    private long _settledDone = long.MinValue;
    private bool _everSettled;
    private long _signsFrom = long.MaxValue;
    private long _stepsFrom = long.MaxValue;

    public bool HasBegun => _done != long.MinValue;

    /// <summary>The last hour that was judged.</summary>
    public long Done => _done;

    /// <summary>What the collar told of an hour is new or another.</summary>
    public void CollarChanged(long hour)
    {
        _signsFrom = Math.Min(_signsFrom, hour);
        Changed(hour);
    }

    /// <summary>Something else that an hour and those after it are judged by is new or another.</summary>
    public void Changed(long hour) => _stepsFrom = Math.Min(_stepsFrom, hour);

    /// <summary>Judges all hours up to one.</summary>
    public void Run(long front)
    {
        if (!HasBegun)
        {
            _done = _settledDone = front - 1;
        }

        if (_stepsFrom <= _done)
        {
            Anew();
        }

        (_signsFrom, _stepsFrom) = (long.MaxValue, long.MaxValue);
        while (_done < front)
        {
            _done++;
            cow.Signs.Update(_done, cow.CollarSince(_done));
            Step(_done, ref _now);
            Report();
            while (_done - _settledDone > Late)
            {
                Step(++_settledDone, ref _settled);
                _everSettled = true;
            }
        }

        _ledger.Close(Time.Of(_settledDone + 1));
    }

    public void Take(ref List<Finding>? findings) => _ledger.Take(ref findings);

    public void Save(BinaryWriter writer)
    {
        Raw.Write(writer, in _now);
        Raw.Write(writer, in _settled);
        writer.Write(_done);
        writer.Write(_settledDone);
        writer.Write(_everSettled);
        writer.Write(_signsFrom);
        writer.Write(_stepsFrom);
        _ledger.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        _now = Raw.Read<HourState>(reader);
        _settled = Raw.Read<HourState>(reader);
        _done = reader.ReadInt64();
        _settledDone = reader.ReadInt64();
        _everSettled = reader.ReadBoolean();
        _signsFrom = reader.ReadInt64();
        _stepsFrom = reader.ReadInt64();
        _ledger.Load(reader);
    }

    private void Anew()
    {
        if (!_everSettled)
        {
            _settledDone = Math.Min(_settledDone, Math.Max(_stepsFrom, _done - Late) - 1);
        }

        for (var hour = Math.Max(_signsFrom, _settledDone + 1); hour <= _done; hour++)
        {
            cow.Signs.Update(hour, cow.CollarSince(hour));
        }

        _ledger.Rewind(Time.Of(_settledDone + 1));
        _now = _settled;
        for (var hour = _settledDone + 1; hour <= _done; hour++)
        {
            Step(hour, ref _now);
            Report();
        }
    }

    private void Step(long hour, ref HourState state)
    {
        HeatDetector.Step(cow, hour, ref state.Heat);
        IllnessDetector.Step(cow, hour, in state.Heat, ref state.Illness);
        CalvingDetector.Step(cow, hour, ref state.Calving);
        MovementDetector.Step(cow, hour, ref state.Movement);
        HeatStressDetector.Step(cow, hour, ref state.HeatStress);
    }

    private void Report()
    {
        _ledger.Report(FindingKind.Heat, in _now.Heat.Episode);
        _ledger.Report(FindingKind.Illness, in _now.Illness.Episode);
        _ledger.Report(FindingKind.Calving, in _now.Calving.Episode);
        _ledger.Report(FindingKind.NoMovement, in _now.Movement.Episode);
        _ledger.Report(FindingKind.HeatStress, in _now.HeatStress);
    }
}
