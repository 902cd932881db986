using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Milking;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Husbandry.Milking;

/// <summary>
/// Builds a milking from its messages. Every part is the newest value, a minimum or a union of flags, so that neither order nor repetition
/// of messages matters.
/// </summary>
internal sealed class MilkingBuilder
{
    private const int MaxMessages = 4_096;
    private const int MalformedPenalty = 10;

    private static readonly int VolumeIndex = Index("total_volume_liters");
    private static readonly int AverageFlowIndex = Index("average_flow_lpm");
    private static readonly int PeakFlowIndex = Index("peak_flow_lpm");
    private static readonly int TemperatureIndex = Index("temperature_c");
    private static readonly int ConductivityIndex = Index("conductivity_ms_cm");
    private static readonly int DurationIndex = Index("duration_seconds");

    private readonly HashSet<ulong> _messages;
    private readonly FlowCurve _curve;
    private readonly LatestValue<QuarterMilking>[] _quarters;
    private readonly MilkingReading _firstReading;
    private LatestValue<string> _animal;
    private LatestValue<long> _reportedStart;
    private LatestValue<long> _reportedEnd;
    private LatestValue<bool> _incomplete;
    private LatestValue<double> _litres;
    private LatestValue<double> _averageFlow;
    private LatestValue<double> _peakFlow;
    private LatestValue<double> _temperature;
    private LatestValue<double> _conductivity;
    private LatestValue<double> _duration;
    private string? _anyAnimal;
    private bool _disputed;
    private bool? _blood;
    private bool _malformed;
    private bool _hasEndMessage;
    private long _firstStart = long.MaxValue;
    private long _lastEnd = long.MinValue;
    private long _first = long.MaxValue;
    private int _quality = 100;

    public MilkingBuilder(MilkingReading first)
    {
        _firstReading = first;
        _messages = [];
        _curve = new();
        _quarters = new LatestValue<QuarterMilking>[4];
    }

    private MilkingBuilder(MilkingBuilder other)
    {
        _firstReading = other._firstReading;
        (_animal, _reportedStart, _reportedEnd, _incomplete, _litres) =
            (other._animal, other._reportedStart, other._reportedEnd, other._incomplete, other._litres);
        (_averageFlow, _peakFlow, _temperature, _conductivity, _duration) =
            (other._averageFlow, other._peakFlow, other._temperature, other._conductivity, other._duration);
        (_anyAnimal, _disputed, _blood, _malformed, _hasEndMessage) =
            (other._anyAnimal, other._disputed, other._blood, other._malformed, other._hasEndMessage);
        (_firstStart, _lastEnd, _first, _quality) = (other._firstStart, other._lastEnd, other._first, other._quality);
        (SessionId, LastMessage) = (other.SessionId, other.LastMessage);
        _messages = [.. other._messages];
        _curve = other._curve.Copy();
        _quarters = [.. other._quarters];
    }

    public string? SessionId { get; private set; }

    /// <summary>Event time of the last message, Unix milliseconds.</summary>
    public long LastMessage { get; private set; } = long.MinValue;

    /// <summary>The beginning, as far as it is known.</summary>
    public long StartedAt => _reportedStart.HasValue ? _reportedStart.Value : _firstStart != long.MaxValue ? _firstStart : _first;

    /// <summary>The end; null while no message reports it.</summary>
    public long? EndedAt => _reportedEnd.HasValue ? _reportedEnd.Value : _hasEndMessage ? _lastEnd : null;

    public MilkingBuilder Copy() => new(this);

    /// <summary>False when the message was added before.</summary>
    public bool Add(MilkingReading reading)
    {
        var key = MilkingIds.MessageKey(reading);
        if (_messages.Contains(key))
        {
            return false;
        }

        if (_messages.Count < MaxMessages)
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
            _incomplete.Update(reading.Time, reading.MessageId, incomplete);
        }

        if (reading.Phase != MilkingPhase.Start)
        {
            Milk(reading);
        }

        return true;
    }

    /// <param name="isSuperseded">Whether a later milking began at the stall, or the wait for the end is over.</param>
    public MilkingSession Build(FarmCalendar days, bool isSuperseded)
    {
        var started = StartedAt;
        var ended = EndedAt;
        var day = days.DayAt(started).Date.DayNumber;
        return new MilkingSession
        {
            Id = MilkingIds.Create(_firstReading.DeviceId, SessionId, day, started),
            FarmId = _firstReading.FarmId,
            DeviceId = _firstReading.DeviceId,
            SessionId = SessionId,
            AnimalId = _animal.HasValue ? _animal.Value : null,
            StartedAt = started,
            EndedAt = ended,
            State = ended is not null ? MilkingState.Complete : isSuperseded ? MilkingState.EndMissing : MilkingState.Running,
            FarmDay = day,
            Litres = ToNullable(_litres),
            AverageFlow = ToNullable(_averageFlow),
            PeakFlow = ToNullable(_peakFlow),
            Temperature = ToNullable(_temperature),
            Conductivity = ToNullable(_conductivity),
            DurationSeconds = _duration.HasValue
                ? (int)_duration.Value
                : ended is { } end && end >= started ? (int)Math.Min((end - started) / 1000, 86_400) : null,
            BloodDetected = _blood,
            Incomplete = _incomplete.HasValue && _incomplete.Value,
            Quarters = QuarterList(),
            Curve = _curve.ToPoints(started),
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
            _reportedStart.Update(reading.Time, reading.MessageId, started);
        }

        if (reading.Phase == MilkingPhase.End)
        {
            _hasEndMessage = true;
            _lastEnd = Math.Max(_lastEnd, reading.Time);
        }

        if (reading.EndedAt is { } ended)
        {
            _reportedEnd.Update(reading.Time, reading.MessageId, ended);
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
        _animal.Update(reading.Time, reading.MessageId, animal);
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
        var extra = MeterExtraFields.Parse(reading.Extra);
        _malformed |= extra.IsMalformed;
        if (reading.Phase == MilkingPhase.Data && !(double.IsNaN(litres) && double.IsNaN(extra.Flow)))
        {
            _curve.Add(reading.Time, reading.MessageId, litres, extra.Flow, conductivity);
        }

        for (var i = 0; i < extra.Quarters?.Length; i++)
        {
            if (extra.Quarters[i] is { } quarter)
            {
                _quarters[i].Update(reading.Time, reading.MessageId, quarter);
            }
        }
    }

    private List<QuarterMilking> QuarterList()
    {
        var list = new List<QuarterMilking>();
        foreach (var quarter in _quarters)
        {
            if (quarter.HasValue)
            {
                list.Add(quarter.Value);
            }
        }

        return list;
    }

    private static void Offer(ref LatestValue<double> said, MilkingReading reading, double value)
    {
        if (!double.IsNaN(value))
        {
            said.Update(reading.Time, reading.MessageId, value);
        }
    }

    private static double? ToNullable(LatestValue<double> said) => said.HasValue ? said.Value : null;

    private static double Value(MilkingReading reading, int index)
        => (reading.OutOfRange >> index & 1) == 0 ? reading.Values[index] : double.NaN;

    private static int Index(string metric) => Metrics.Find(ReadingFamily.Milking, metric)!.Index;
}
