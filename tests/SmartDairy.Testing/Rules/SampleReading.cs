using SmartDairy.Contracts.Readings;

namespace SmartDairy.Testing.Rules;

/// <summary>Readings on a grid of minutes.</summary>
public static class SampleReading
{
    public const long Minute = 60_000;

    /// <summary>Five minutes past an hour, UTC.</summary>
    public const long Start = 1_780_000_000_000L / 3_600_000 * 3_600_000 + 5 * Minute;

    public static EnvironmentReading Create(
        long minute, long id, double temperature = double.NaN, double humidity = double.NaN, double co2 = double.NaN,
        string device = "ENV-1")
    {
        var values = new double[Metrics.ForFamily(ReadingFamily.Environment).Length];
        Array.Fill(values, double.NaN);
        (values[0], values[1], values[3]) = (temperature, humidity, co2);
        var outOfRange = Enumerable.Range(0, values.Length)
            .Where(i => !double.IsNaN(values[i]) && !Metrics.ForFamily(ReadingFamily.Environment)[i].IsPossible(values[i]))
            .Aggregate(0u, (bits, i) => bits | 1u << i);
        return new()
        {
            DeviceId = device,
            FarmId = 1,
            Time = Start + minute * Minute,
            ReceivedAt = Start + minute * Minute,
            MessageId = id,
            Quality = 100,
            Values = values,
            OutOfRange = outOfRange,
            BarnId = 1,
            ZoneId = 1,
        };
    }
}
