using System.Globalization;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Farms;
using SmartDairy.Grains.Tests.Cluster;

namespace SmartDairy.Grains.Tests.Animals;

/// <summary>What a collar says of an even-tempered cow, hour by hour, and of her heat.</summary>
/// <param name="first">The first hour, in hours since 1970.</param>
/// <param name="onset">The hour from <paramref name="first"/> in which a heat of nine hours begins; null for none.</param>
internal sealed class WornCollar(string id, string animal, long first, int seed, int? onset = null)
{
    private const long Hour = 3_600_000;
    private const int MostInBatch = 240;
    private readonly Random _random = new(seed);
    private readonly FarmDays _days = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
    private readonly List<string> _said = [];
    private long _midnight;
    private double _rumination;
    private double _eating;
    private double _resting;

    public DeviceRegistration Device { get; } = Herd.Collar(id, animal);

    /// <summary>When it says what it has to say of an hour: in its last minute.</summary>
    public long At(int hour) => ((first + hour + 1) * Hour) - 60_000;

    /// <summary>Says all of these hours, from the first on, but those left out.</summary>
    public async Task SayAsync(Dairy dairy, int from, int to, Func<int, bool>? leaveOut = null)
    {
        Make(to);
        var hours = Enumerable.Range(from, to - from).Where(hour => leaveOut?.Invoke(hour) != true).Select(hour => _said[hour]);
        foreach (var chunk in hours.Chunk(MostInBatch))
        {
            Assert.Equal(Contracts.Intake.ReceiptOutcome.Accepted, await dairy.SayAsync(Device, $$"""{"batch":[{{string.Join(',', chunk)}}]}"""));
        }
    }

    private void Make(int hours)
    {
        while (_said.Count < hours)
        {
            var hour = _said.Count;
            var inHeat = onset is { } began && hour >= began && hour < began + 9;
            var clock = (int)((first + hour) % 24);
            var activity = 38 * (0.7 - (0.35 * Math.Cos((clock - 3) / 24.0 * 2 * Math.PI))) * (inHeat ? 2.8 : 1) * Math.Exp(0.2 * Normal());
            var rumination = Math.Clamp((clock is < 5 or > 20 ? 26 : 15) * (inHeat ? 0.6 : 1) * (1 + (0.15 * Normal())), 0, 60);
            var eating = Math.Clamp((clock is > 5 and < 20 ? 17 : 4) * (inHeat ? 0.6 : 1) * (1 + (0.2 * Normal())), 0, 60 - rumination);
            if (_days.At(At(hour)).Midnight != _midnight)
            {
                (_midnight, _rumination, _eating, _resting) = (_days.At(At(hour)).Midnight, 0, 0, 0);
            }

            (_rumination, _eating, _resting) = (_rumination + rumination, _eating + eating, _resting + Math.Max(0, 52 - rumination - eating));
            var temperature = 38.4 + (0.3 * Math.Sin((clock - 12) / 24.0 * 2 * Math.PI)) + (0.1 * Normal());
            _said.Add(string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"timestamp":"{{Herd.Stamp(At(hour))}}","activity_score":{{activity:F1}},"rumination_minutes":{{_rumination:F1}},"eating_minutes":{{_eating:F1}},"resting_minutes":{{_resting:F1}},"temperature_c":{{temperature:F2}}}"""));
        }
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
