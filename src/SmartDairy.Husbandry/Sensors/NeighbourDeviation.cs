using SmartDairy.Analytics.SensorHealth;

namespace SmartDairy.Husbandry.Sensors;

/// <summary>The deviation of a metric of one sensor from its neighbours, over time.</summary>
internal sealed class NeighbourDeviation
{
    /// <summary>Hours from which the offset of a place is learned.</summary>
    private const int Learning = 120;

    private double _place;
    private int _learned;

    private double _level;
    private double _recent;
    private int _hours;
    private Cusum _jump;

    public DiurnalProfile Diurnal { get; private set; } = new();

    public DriftDetector Drift { get; private set; } = new();

    public ref Cusum ShiftCusum => ref _jump;

    /// <summary>The offset of the sensor's place from the others, in the metric's unit; null while it is learned.</summary>
    public double? PlaceOffset => _learned < Learning ? null : _place;

    public void LearnPlaceOffset(double difference) => _place += (difference - _place) / ++_learned;

    /// <summary>Updates the shift of the last half day against the weeks before, and returns it in the metric's unit.</summary>
    public double UpdateRecentShift(double difference)
    {
        if (_hours++ == 0)
        {
            (_level, _recent) = (difference, difference);
        }

        _level += (difference - _level) * Math.Max(0.005, 1.0 / _hours);
        _recent += (difference - _recent) * 0.15;
        return _recent - _level;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_place);
        writer.Write(_learned);
        writer.Write(_level);
        writer.Write(_recent);
        writer.Write(_hours);
        _jump.Save(writer);
        Diurnal.Save(writer);
        Drift.Save(writer);
    }

    public static NeighbourDeviation Load(BinaryReader reader) => new()
    {
        _place = reader.ReadDouble(),
        _learned = reader.ReadInt32(),
        _level = reader.ReadDouble(),
        _recent = reader.ReadDouble(),
        _hours = reader.ReadInt32(),
        _jump = Cusum.Load(reader),
        Diurnal = DiurnalProfile.Load(reader),
        Drift = DriftDetector.Load(reader),
    };
}
