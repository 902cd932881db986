using System.Globalization;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Grains.Tests.Cluster;

namespace SmartDairy.Grains.Tests.Animals;

/// <summary>What a collar says of an even-tempered cow, hour by hour, and of her heat.</summary>
/// <param name="first">The first hour, in hours since 1970.</param>
/// <param name="onset">The hour from <paramref name="first"/> in which a heat of nine hours begins; null for none.</param>
internal sealed class SimulatedCollar(string id, string animal, long first, int seed, int? onset = null)
{
    private const long Hour = 3_600_000;
    private const int MaxBatchSize = 240;
    private readonly Random _random = new(seed);
    private readonly FarmCalendar _days = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
    private readonly List<string> _payloads = [];
    private long _midnight;
    private double _rumination;
    private double _eating;
    private double _resting;

    public DeviceRegistration Device { get; } = TestDevices.Collar(id, animal);

    /// <summary>When it says what it has to say of an hour: in its last minute.</summary>
    public long At(int hour) => ((first + hour + 1) * Hour) - 60_000;

    /// <summary>Says all of these hours, from the first on, but those left out.</summary>
    public async Task SendHoursAsync(DairyTestCluster dairy, int from, int to, Func<int, bool>? leaveOut = null)
    {
        GenerateUntil(to);
        var hours = Enumerable.Range(from, to - from).Where(hour => leaveOut?.Invoke(hour) != true).Select(hour => _payloads[hour]);
        foreach (var chunk in hours.Chunk(MaxBatchSize))
        {
            Assert.Equal(Contracts.Intake.ReceiptOutcome.Accepted,
                await dairy.SendTelemetryAsync(Device, $$"""{"batch":[{{string.Join(',', chunk)}}]}"""));
        }
    }

    private void GenerateUntil(int hours)
    {
        while (_payloads.Count < hours)
        {
            var hour = _payloads.Count;
            var inHeat = onset is { } began && hour >= began && hour < began + 9;
            var clock = (int)((first + hour) % 24);
            var activity = 38 * (0.7 - (0.35 * Math.Cos((clock - 3) / 24.0 * 2 * Math.PI))) * (inHeat ? 2.8 : 1) * Math.Exp(0.2 * Normal());
            var rumination = Math.Clamp((clock is < 5 or > 20 ? 26 : 15) * (inHeat ? 0.6 : 1) * (1 + (0.15 * Normal())), 0, 60);
            var eating = Math.Clamp((clock is > 5 and < 20 ? 17 : 4) * (inHeat ? 0.6 : 1) * (1 + (0.2 * Normal())), 0, 60 - rumination);
            if (_days.DayAt(At(hour)).Start != _midnight)
            {
                (_midnight, _rumination, _eating, _resting) = (_days.DayAt(At(hour)).Start, 0, 0, 0);
            }

            (_rumination, _eating, _resting) =
                (_rumination + rumination, _eating + eating, _resting + Math.Max(0, 52 - rumination - eating));
            var temperature = 38.4 + (0.3 * Math.Sin((clock - 12) / 24.0 * 2 * Math.PI)) + (0.1 * Normal());
            _payloads.Add(string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"timestamp":"{{TestDevices.Timestamp(At(hour))}}","activity_score":{{activity:F1}},"rumination_minutes":{{_rumination:F1}},"eating_minutes":{{_eating:F1}},"resting_minutes":{{_resting:F1}},"temperature_c":{{temperature:F2}}}"""));
        }
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
