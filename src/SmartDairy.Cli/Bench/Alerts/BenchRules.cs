using SmartDairy.Cli.Load;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Cli.Bench.Alerts;

/// <summary>
/// Rules typical of a farm with many: thresholds, durations, windows and hysteresis over the metrics of all devices. With the generator's
/// messages (22.5 °C, 65 %, 800 ppm) all are false except two, which hold for one device each.
/// </summary>
internal static class BenchRules
{
    /// <summary>Kinds of rules; the argument varies the thresholds.</summary>
    private static readonly Func<int, RuleDefinition>[] Kinds =
    [
        n => Rule($"temperature_c > {40 + n}"),
        n => Rule($"humidity_percent > {90 + (n % 10)} AND temperature_c > {30 + n}"),
        n => Rule($"co2_ppm >= {3000 + (10 * n)}") with { For = TimeSpan.FromMinutes(10), ClearWhere = "co2_ppm < 2500" },
        n => Rule($"nh3_ppm >= {20 + n}") with { ClearWhere = "nh3_ppm < 15", ClearAfter = TimeSpan.FromMinutes(10) },
        n => Rule($"avg(temperature_c, PT{15 * (1 + (n % 3))}M) > {35 + n}"),
        n => Rule(
            $"thi >= {80 + n}") with { Severity = [new(Priority.High, TimeSpan.FromHours(1)), new(Priority.Critical, null, "thi >= 95")] },
        n => Rule($"rumination_minutes < {100 + n}"),
        n => Rule($"pressure_hpa < {950 - n}"),
        n => Rule($"battery_level < {5 + n}") with { ClearWhere = "battery_level > 60" },
        n => Rule($"conductivity_ms_cm > {8 + n}"),
        n => Rule($"max(co2_ppm, PT{1 + (n % 3)}H) > {5000 + n}"),
        n => Rule($"change(temperature_c, PT{1 + (n % 3)}H) > {10 + n}"),
        n => Rule($"deviation(rumination_minutes, P7D) < -{3 + n}"),
        n => Rule($"environment.temperature_c < -{5 + n}") with { For = TimeSpan.FromMinutes(30) },
        n => Rule($"signal_strength < -{120 + n}"),
        n => Rule($"milking.temperature_c > {39 + n}"),
        n => Rule($"stddev(nh3_ppm, PT{30 * (1 + (n % 2))}M) > {5 + n}"),
        n => Rule($"deviation(nh3_ppm, P7D) > {6 + n}"),
        n => Rule($"rssi < -{100 + n}"),
        n => Rule($"(co2_ppm > {4000 + n} OR nh3_ppm > 30) AND humidity_percent > 80") with { Flapping = new(3, TimeSpan.FromMinutes(30)) },
        n => Rule($"activity.temperature_c >= {40 + (n / 10.0):F1}"),
    ];

    /// <summary>The rule that <see cref="BreachSender"/> violates: it mails at once, and opens and clears with each reading.</summary>
    public static RuleDefinition Breach { get; } = Rule(FormattableString.Invariant($"temperature_c > {BreachTimes.Threshold}")) with
    {
        Name = "Breach",
        Description = BreachTimes.Message,
        Priority = Priority.High,
        Suppression = TimeSpan.Zero,
        MaxPerHour = 1_000,
        Actions = ["""{"type":"notification","channels":["email"],"subject":"{{ message }}"}"""],
    };

    /// <summary>The given number of rules, at least 3, including <see cref="Breach"/>.</summary>
    public static IReadOnlyList<RuleDefinition> CreateForFarm(int farmId, int count) =>
    [
        Breach,
        .. Enumerable.Range(0, 2).Select(index => Rule($"co2_ppm > {500 + index}") with
        {
            Name = $"Always {index}",
            Scope = new() { SourceIds = [PublishTemplate.DeviceId(farmId, index)] },
        }),
        .. Enumerable.Range(0, count - 3)
        .Select(index => Kinds[index % Kinds.Length](index / Kinds.Length) with { Name = $"Rule {index:000}" }),
    ];

    /// <summary>
    /// Ten rules for a backtest over the generator's messages: nine with windows, durations and thresholds of sensors, and one that always
    /// holds.
    /// </summary>
    public static IReadOnlyList<RuleDefinition> Backtest { get; } =
        [.. new[] { 0, 1, 2, 3, 4, 5, 10, 11, 17 }.Select(kind => Kinds[kind](0) with { Name = $"Backtest {kind}" }),
            Rule("co2_ppm > 700") with { Name = "Backtest always" }];

    private static RuleDefinition Rule(string where)
        => new() { Name = where, Description = "{device_id}: {value}", Priority = Priority.Low, Where = where };
}
