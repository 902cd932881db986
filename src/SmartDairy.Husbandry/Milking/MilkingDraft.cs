using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Husbandry.Milking;

/// <summary>
/// A milking while its messages come in. Every part of it is the newest of what was said, the least or the sum of flags, so that neither order nor repetition matters.
/// </summary>
internal sealed class MilkingDraft
{
    private const int MostMessages = 4_096;
    private const int MalformedPenalty = 10;

    private static readonly int VolumeIndex = Index("total_volume_liters");
    private static readonly int AverageFlowIndex = Index("average_flow_lpm");
    private static readonly int PeakFlowIndex = Index("peak_flow_lpm");
    private static readonly int TemperatureIndex = Index("temperature_c");
    private static readonly int ConductivityIndex = Index("conductivity_ms_cm");
    private static readonly int DurationIndex = Index("duration_seconds");

    private readonly HashSet<ulong> _messages;
    private readonly FlowCurve _curve;
    private readonly LastSaid<QuarterMilking>[] _quarters;
    private readonly MilkingReading _any;
    private LastSaid<string> _animal;
    private LastSaid<long> _saidStart;
    private LastSaid<long> _saidEnd;
    private LastSaid<bool> _incomplete;
    private LastSaid<double> _litres;
    private LastSaid<double> _averageFlow;
    private LastSaid<double> _peakFlow;
    private LastSaid<double> _temperature;
    private LastSaid<double> _conductivity;
    private LastSaid<double> _duration;
    private string? _anyAnimal;
    private bool _disputed;
    private bool? _blood;
    private bool _malformed;
    private bool _endToldByEnd;
    private long _firstStart = long.MaxValue;
    private long _lastEnd = long.MinValue;
    private long _first = long.MaxValue;
    private int _quality = 100;

    public MilkingDraft(MilkingReading first)
    {
        _any = first;
        _messages = [];
        _curve = new();
        _quarters = new LastSaid<QuarterMilking>[4];
    }

    private MilkingDraft(MilkingDraft other)
    {
        _any = other._any;
        (_animal, _saidStart, _saidEnd, _incomplete, _litres) = (other._animal, other._saidStart, other._saidEnd, other._incomplete, other._litres);
        (_averageFlow, _peakFlow, _temperature, _conductivity, _duration) = (other._averageFlow, other._peakFlow, other._temperature, other._conductivity, other._duration);
        (_anyAnimal, _disputed, _blood, _malformed, _endToldByEnd) = (other._anyAnimal, other._disputed, other._blood, other._malformed, other._endToldByEnd);
        (_firstStart, _lastEnd, _first, _quality) = (other._firstStart, other._lastEnd, other._first, other._quality);
        (SessionId, LastMessage) = (other.SessionId, other.LastMessage);
        _messages = [.. other._messages];
        _curve = other._curve.Copy();
        _quarters = [.. other._quarters];
    }

    public string? SessionId { get; private set; }

    /// <summary>Event time.</summary>
    public long LastMessage { get; private set; } = long.MinValue;

    /// <summary>When it began, as far as is known.</summary>
    public long StartedAt => _saidStart.Said ? _saidStart.Value : _firstStart != long.MaxValue ? _firstStart : _first;

    /// <summary>Null while nobody told an end.</summary>
    public long? EndedAt => _saidEnd.Said ? _saidEnd.Value : _endToldByEnd ? _lastEnd : null;

    public MilkingDraft Copy() => new(this);

    /// <summary>False when it was in already.</summary>
    public bool Add(MilkingReading reading)
    {
        var key = MilkingIds.Message(reading);
        if (_messages.Contains(key))
        {
            return false;
        }

        if (_messages.Count < MostMessages)
        {
            _messages.Add(key);
        }

        SessionId ??= reading.SessionId;
        LastMessage = Math.Max(LastMessage, reading.Time);
        _first = Math.Min(_first, reading.Time);
        _quality = Math.Min(_quality, reading.Quality);
        Times(reading);
        Animal(reading);
        if (reading.BloodDetected is { } blood)
        {
            _blood = (_blood ?? false) || blood;
        }

        if (reading.IncompleteMilking is { } incomplete)
        {
            _incomplete.Offer(reading.Time, reading.MessageId, incomplete);
        }

        if (reading.Phase != MilkingPhase.Start)
        {
            Milk(reading);
        }

        return true;
    }

    /// <param name="overtaken">Another milking began at the stall since, or its end was waited for long enough.</param>
    public MilkingSession Build(FarmDays days, bool overtaken)
    {
        var started = StartedAt;
        var ended = EndedAt;
        var day = days.At(started).Date.DayNumber;
        return new MilkingSession
        {
            Id = MilkingIds.Of(_any.DeviceId, SessionId, day, started),
            FarmId = _any.FarmId,
            DeviceId = _any.DeviceId,
            SessionId = SessionId,
            AnimalId = _animal.Said ? _animal.Value : null,
            StartedAt = started,
            EndedAt = ended,
            State = ended is not null ? MilkingState.Complete : overtaken ? MilkingState.EndMissing : MilkingState.Running,
            FarmDay = day,
            Litres = Said(_litres),
            AverageFlow = Said(_averageFlow),
            PeakFlow = Said(_peakFlow),
            Temperature = Said(_temperature),
            Conductivity = Said(_conductivity),
            DurationSeconds = _duration.Said ? (int)_duration.Value : ended is { } end && end >= started ? (int)Math.Min((end - started) / 1000, 86_400) : null,
            BloodDetected = _blood,
            Incomplete = _incomplete.Said && _incomplete.Value,
            Quarters = QuarterList(),
            Curve = _curve.Points(started),
            Quality = Math.Max(0, _quality - (_malformed ? MalformedPenalty : 0)),
            Messages = _messages.Count,
            AnimalDisputed = _disputed,
        };
    }

    private void Times(MilkingReading reading)
    {
        if (reading.Phase == MilkingPhase.Start)
        {
            _firstStart = Math.Min(_firstStart, reading.Time);
        }

        if (reading.StartedAt is { } started)
        {
            _saidStart.Offer(reading.Time, reading.MessageId, started);
        }

        if (reading.Phase == MilkingPhase.End)
        {
            _endToldByEnd = true;
            _lastEnd = Math.Max(_lastEnd, reading.Time);
        }

        if (reading.EndedAt is { } ended)
        {
            _saidEnd.Offer(reading.Time, reading.MessageId, ended);
        }
    }

    private void Animal(MilkingReading reading)
    {
        if (reading.AnimalId is not { } animal)
        {
            return;
        }

        _disputed |= _anyAnimal is not null && _anyAnimal != animal;
        _anyAnimal ??= animal;
        _animal.Offer(reading.Time, reading.MessageId, animal);
    }

    private void Milk(MilkingReading reading)
    {
        var litres = Value(reading, VolumeIndex);
        var conductivity = Value(reading, ConductivityIndex);
        Offer(ref _litres, reading, litres);
        Offer(ref _conductivity, reading, conductivity);
        Offer(ref _averageFlow, reading, Value(reading, AverageFlowIndex));
        Offer(ref _peakFlow, reading, Value(reading, PeakFlowIndex));
        Offer(ref _temperature, reading, Value(reading, TemperatureIndex));
        Offer(ref _duration, reading, Value(reading, DurationIndex));
        var extra = MeterExtra.Read(reading.Extra);
        _malformed |= extra.Malformed;
        if (reading.Phase == MilkingPhase.Data && !(double.IsNaN(litres) && double.IsNaN(extra.Flow)))
        {
            _curve.Add(reading.Time, reading.MessageId, litres, extra.Flow, conductivity);
        }

        for (var i = 0; i < extra.Quarters?.Length; i++)
        {
            if (extra.Quarters[i] is { } quarter)
            {
                _quarters[i].Offer(reading.Time, reading.MessageId, quarter);
            }
        }
    }

    private List<QuarterMilking> QuarterList()
    {
        var list = new List<QuarterMilking>();
        foreach (var quarter in _quarters)
        {
            if (quarter.Said)
            {
                list.Add(quarter.Value);
            }
        }

        return list;
    }

    private static void Offer(ref LastSaid<double> said, MilkingReading reading, double value)
    {
        if (!double.IsNaN(value))
        {
            said.Offer(reading.Time, reading.MessageId, value);
        }
    }

    private static double? Said(LastSaid<double> said) => said.Said ? said.Value : null;

    private static double Value(MilkingReading reading, int index) => (reading.OutOfRange >> index & 1) == 0 ? reading.Values[index] : double.NaN;

    private static int Index(string metric) => Metrics.Find(ReadingFamily.Milking, metric)!.Index;
}
