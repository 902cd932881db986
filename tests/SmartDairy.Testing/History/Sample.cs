using System.Text;
using SmartDairy.Contracts.Readings;
using SmartDairy.History.Rejected;
using SmartDairy.History.Series;

namespace SmartDairy.Testing.History;

/// <summary>Readings and messages for tests, all after one fixed moment.</summary>
public static class Sample
{
    public const int Farm = 7;
    public const long Start = 1_772_323_200_000; // 2026-03-01T00:00:00Z
    public const long Minute = 60_000;

    public static EnvironmentReading Environment(
        string device, long time, long message, double temperature = 20, double humidity = 50, int farm = Farm)
        => new()
        {
            DeviceId = device,
            FarmId = farm,
            Time = time,
            ReceivedAt = time + 250,
            MessageId = message,
            Quality = 100,
            Values = [temperature, humidity, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN],
        };

    public static ActivityReading Activity(string device, string? animal, long time, double score, int farm = Farm)
        => new()
        {
            DeviceId = device,
            FarmId = farm,
            Time = time,
            ReceivedAt = time + 250,
            MessageId = time,
            Quality = 90,
            AnimalId = animal,
            Values = [score, double.NaN, 12, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN],
        };

    public static List<Reading> MinutelyReadings(string device, int count, long first = 0)
        => [.. Enumerable.Range(0, count).Select(i => Environment(device, Start + ((first + i) * Minute), first + i, i % 30))];

    public static RejectedMessage Rejected(int number, string? device, int farm = Farm, byte[]? payload = null)
        => new()
        {
            Id = RejectedId.New(DateTimeOffset.FromUnixTimeMilliseconds(Start + number)),
            FarmId = farm,
            DeviceId = device,
            Topic = $"dairy/farm/{farm}/somewhere/{number}",
            Code = "json_invalid",
            Reason = $"Number {number} is not JSON.",
            Payload = payload ?? Encoding.UTF8.GetBytes($"{{\"n\":{number}"),
            ReceivedAt = Start + number,
        };

    public static SeriesQuery Series(string device, long from, long to, Bucket? bucket = null, int maxPoints = 100_000)
        => new(device, ReadingFamily.Environment, ["temperature_c", "humidity_percent"], from, to, bucket, maxPoints);
}
