using SmartDairy.Contracts.Barns;
using SmartDairy.Contracts.Detections;
using SmartDairy.Husbandry.Climate;
using SmartDairy.Husbandry.Places;
using SmartDairy.Husbandry.Sensors;

namespace SmartDairy.Husbandry.Derivation;

/// <summary>
/// One barn's air: hourly means of its environmental sensors in; the climate of the barn and its zones, and detections of sensors and zones
/// out.
/// </summary>
public sealed class BarnDerivation(int farmId, int barn)
{
    private readonly BarnSensorMonitor _sensors = new(farmId);
    private readonly Dictionary<int, ZoneHeatStressDetector> _heatStress = [];
    private readonly List<BarnClimateHour> _climateHours = [];
    private readonly List<Detection> _zoneDetections = [];

    /// <param name="zone">The zone that the sensor stands in; null when it stands in none.</param>
    public void Add(string deviceId, int? zone, SensorHour hour) => _sensors.Add(deviceId, zone, hour);

    /// <summary>
    /// A metric of a sensor was calibrated at that time (Unix milliseconds): the sensor's usual distance to its neighbours is learned anew.
    /// </summary>
    public void ResetAfterCalibration(string deviceId, string metric, long at) => _sensors.ResetAfterCalibration(deviceId, metric, at);

    /// <summary>The hours of climate that became complete since the last call, of the barn and of each zone with sensors.</summary>
    public IReadOnlyList<BarnClimateHour> DrainClimateHours()
    {
        Derive();
        return Take(_climateHours);
    }

    /// <summary>The present state of every detection of a sensor or a zone that changed since the last call.</summary>
    public IReadOnlyList<Detection> DrainDetections()
    {
        Derive();
        var zones = Take(_zoneDetections);
        var sensors = _sensors.DrainDetections();
        return zones.Length == 0 ? sensors : [.. sensors, .. zones];
    }

    /// <summary>All that was learned of the sensors; heat stress of zones is derived again from the hours to come.</summary>
    public byte[] Save() => _sensors.Save();

    /// <summary>False when the bytes are of another version: then everything is learned again.</summary>
    public bool TryLoad(ReadOnlySpan<byte> saved) => _sensors.TryLoad(saved);

    private void Derive()
    {
        foreach (var (zone, hour) in _sensors.DrainClimateHours())
        {
            var place = new BarnPlace(barn, zone).ToString();
            _climateHours.Add(new(farmId, place, hour.Hour, hour.Thi));
            if (zone is not { } number)
            {
                continue;
            }

            if (!_heatStress.TryGetValue(number, out var heatStress))
            {
                _heatStress.Add(number, heatStress = new(farmId, place));
            }

            if (heatStress.Add(hour) is { } detection)
            {
                _zoneDetections.Add(detection);
            }
        }
    }

    private static T[] Take<T>(List<T> items)
    {
        T[] taken = [.. items];
        items.Clear();
        return taken;
    }
}
