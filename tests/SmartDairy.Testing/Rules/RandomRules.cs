using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Readings;

namespace SmartDairy.Testing.Rules;

/// <summary>Rules, readings and mutes from a seed. Values are halves, so that sums are exact.</summary>
public sealed class RandomRules(Random random)
{
    private static readonly string[] Wheres =
    [
        "temperature_c > 30", "temperature_c >= 30 AND humidity_percent < 60", "temperature_c < 28 OR co2_ppm > 2000",
        "humidity_percent != 50",
        "avg(temperature_c, PT15M) > 30.1", "count(temperature_c, PT20M) >= 4", "min(temperature_c, PT30M) > 27.6",
        "max(temperature_c, PT10M) < 32.3",
        "sum(temperature_c, PT12M) > 100", "stddev(temperature_c, PT30M) > 1.37", "change(temperature_c, PT20M) > 2.1",
        "rate(temperature_c, PT40M) < -3.3",
        "baseline(temperature_c, P1D) > 29.873", "deviation(temperature_c, P1D) > 0.7301", "thi > 80", "temperature_c IN (29, 30, 31)",
        "(temperature_c > 31 OR avg(temperature_c, PT15M) > 30.6) AND humidity_percent > 40", "temperature_c > 29 AND co2_ppm <= 2500",
    ];

    public RuleDefinition Rule()
    {
        var silent = random.Next(4) == 0;
        var isOnlySilent = silent && random.Next(3) == 0;
        return new()
        {
            Name = "random",
            Description = "t {temperature_c}",
            Priority = Priority.Low,
            Where = isOnlySilent ? null : Pick(Wheres),
            NoDataAfter = silent ? Minutes(1, 40) : null,
            For = random.Next(2) == 0 ? Minutes(0, 25) : null,
            ClearWhere = random.Next(3) == 0
                ? Pick("temperature_c < 29", "temperature_c < 30 AND humidity_percent < 70", "avg(temperature_c, PT10M) < 29.6")
                : null,
            ClearAfter = random.Next(2) == 0 ? Minutes(0, 20) : null,
            Schedule = random.Next(4) == 0 ? Schedule() : null,
            Flapping = random.Next(3) == 0 ? new(random.Next(2, 4), Minutes(10, 120)) : null,
            Severity = random.Next(3) == 0
                ? [new(Priority.High, Minutes(0, 30), random.Next(2) == 0 ? "temperature_c > 31" : null),
                    new(Priority.Critical, null, "humidity_percent > 70")]
                : [],
            Suppression = random.Next(2) == 0 ? TimeSpan.Zero : Minutes(1, 60),
            MaxPerHour = random.Next(2) == 0 ? 10 : random.Next(1, 4),
        };
    }

    public AlertMute[] Mutes(string[] ruleIds) =>
    [
        .. Enumerable.Range(0, random.Next(4)).Select(i =>
        {
            var from = SampleReading.Start + random.Next(400) * SampleReading.Minute;
            return new AlertMute
            {
                Id = $"M{i}", FarmId = 1, IsSnooze = random.Next(2) == 0, RuleId = random.Next(2) == 0 ? Pick(ruleIds) : null, From = from,
                To = from + random.Next(1, 90) * SampleReading.Minute,
            };
        }),
    ];

    /// <summary>In order of time and id; no two alike.</summary>
    public List<Reading> Readings(int minutes)
    {
        var readings = new List<Reading>();
        var (temperature, minute) = (30.0, 0);
        while (minute < minutes)
        {
            temperature = Math.Clamp(temperature + random.Next(-4, 5) / 2.0, 24, 36);
            var t = random.Next(6) == 0 ? double.NaN : random.Next(30) == 0 ? 200 : temperature;
            readings.Add(SampleReading.Create(
                minute, random.NextInt64(), t, random.Next(3) == 0
                    ? double.NaN
                    : random.Next(30, 80), random.Next(4) == 0 ? random.Next(400, 3000) : double.NaN));
            minute += random.Next(12) == 0 ? random.Next(10, 60) : random.Next(5);
        }

        return [.. readings.OrderBy(reading => reading.Time).ThenBy(reading => reading.MessageId)];
    }

    private RuleSchedule Schedule()
    {
        var from = new TimeOnly(random.Next(24), random.Next(60));
        var to = random.Next(3) == 0 ? from.AddMinutes(-30) : from.AddMinutes(random.Next(30, 600));
        return new([new(from, to, random.Next(2) == 0 ? null : [.. Enum.GetValues<DayOfWeek>().Where(_ => random.Next(2) == 0)])],
            random.Next(2) == 0);
    }

    private TimeSpan Minutes(int least, int most) => TimeSpan.FromMinutes(random.Next(least, most));

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
