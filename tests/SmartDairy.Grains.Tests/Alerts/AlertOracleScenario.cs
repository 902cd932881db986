using System.Globalization;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Tests.Cluster;
using SmartDairy.History.Alerts;
using SmartDairy.Protocol.Topics;
using SmartDairy.Testing.Rules;

namespace SmartDairy.Grains.Tests.Alerts;

/// <summary>Sensors whose readings arrive in no good order, and what the slow evaluator says of them.</summary>
internal sealed class AlertOracleScenario(DairyTestCluster dairy, int seed, long start)
{
    public const int Length = 300;
    private const long Minute = SampleReading.Minute;
    private const int Page = 1_000;
    private readonly DeviceRegistration[] _sensors = [.. Enumerable.Range(1, 3).Select(i => TestDevices.Sensor($"ENV-{i}"))];
    private readonly Random _random = new(seed);
    private int _sent;

    public List<StoredRule> Rules { get; } = [];

    /// <summary>Until when it is compared, event time.</summary>
    public long End => start + (Length + 200) * Minute;

    public async Task RegisterAsync() => await dairy.Farm.RegisterDevicesAsync(_sensors);

    public RuleDefinition RandomRule() => new RandomRules(_random).Rule();

    /// <summary>Every message at least once, in batches, each with the time by which it must have been measured.</summary>
    public List<(long At, List<(DeviceRegistration Sensor, string Payload)> Messages)> Batches()
    {
        var said = new List<(long At, DeviceRegistration Sensor, string Payload)>();
        foreach (var sensor in _sensors)
        {
            // Silence begins with the first reading of a source: before it nobody knows whether there is one.
            said.Add((start - Minute, sensor, TestDevices.Climate(start - Minute, 20)));

            // One reading a minute: two openings within a millisecond would be one alert.
            foreach (var reading in new RandomRules(_random).Readings(Length).DistinctBy(reading => reading.Time))
            {
                var time = reading.Time - SampleReading.Start + start;
                if (Payload(reading, time, $"m{_sent++}") is not { } payload)
                {
                    continue;
                }

                var at = time + _random.Next(5) * Minute + (_random.Next(10) == 0 ? _random.Next(90) * Minute : 0);
                said.Add((at, sensor, payload));
                if (_random.Next(6) == 0)
                {
                    said.Add((at + _random.Next(60) * Minute, sensor, payload));
                }
            }
        }

        said.Sort((left, right) => left.At.CompareTo(right.At));
        var batches = new List<(long, List<(DeviceRegistration, string)>)>();
        for (var i = 0; i < said.Count;)
        {
            var batch = said.GetRange(i, Math.Min(_random.Next(1, 14), said.Count - i));
            i += batch.Count;
            var messages = batch.Select(one => (one.Sensor, one.Payload)).ToArray();
            _random.Shuffle(messages);
            batches.Add((batch[^1].At, [.. messages]));
        }

        return batches;
    }

    /// <summary>Until every message is accepted: a broker sends again what was not acknowledged.</summary>
    public async Task SendAsync(List<(DeviceRegistration Sensor, string Payload)> messages)
    {
        var soon = DairyTestCluster.TimeoutToken;
        while (messages.Count > 0)
        {
            soon.ThrowIfCancellationRequested();
            var receipts = messages.Select(_ => new RecordingReceipt()).ToArray();
            try
            {
                await dairy.ConsumeAsync(
                    [.. messages.Select(
                        (one, i) => dairy.Message(DeviceTopics.TelemetryTopic(one.Sensor), one.Payload, one.Sensor.Id, receipts[i]))]);
            }
            catch (Exception e) when (e is OrleansException or TimeoutException or SmartDairy.History.HistoryUnavailableException)
            {
                // A silo is gone and its actors are not elsewhere yet.
            }

            Assert.All(receipts, receipt =>
                Assert.True(receipt.Outcome is null or ReceiptOutcome.Accepted
                or ReceiptOutcome.Abandoned, $"seed {seed}: {receipt.Outcome}"));
            messages = [.. messages.Where((_, i) => receipts[i].Outcome != ReceiptOutcome.Accepted)];
        }
    }

    /// <summary>Puts some actors to sleep, as idleness and restarts do.</summary>
    public async Task DeactivateSomeAsync()
    {
        if (_random.Next(3) == 0)
        {
            await dairy.DeactivateAsync(dairy.Device(AnySensor()));
        }

        if (_random.Next(3) == 0)
        {
            var rule = Rules[_random.Next(Rules.Count)];
            await dairy.DeactivateAsync(
                dairy.Grains.GetGrain<IAlertGrain>(new AlertKey(DairyTestCluster.FarmId, rule.Id, AnySensor()).ToString()));
        }
    }

    /// <summary>Never two at once of one rule and source, not even in what was corrected.</summary>
    public async Task AssertNeverTwoOpenAsync()
    {
        foreach (var alerts in (await AlertsAsync()).GroupBy(alert => (alert.RuleId, alert.Source.Id)))
        {
            var sorted = alerts.OrderBy(alert => alert.OpenedAt).ToArray();
            Assert.True(sorted.Count(alert => alert.State != AlertState.Cleared) <= 1, $"seed {seed}: two open of {alerts.Key}");
            for (var i = 1; i < sorted.Length; i++)
            {
                Assert.True(sorted[i - 1].ConditionEndedAt <= sorted[i].OpenedAt,
                    $"seed {seed}: {alerts.Key} open twice: {string.Join(", ", sorted.Select(alert => $"{FormatMinutes(alert.OpenedAt)} to {(alert.ConditionEndedAt is { } end ? FormatMinutes(end) : "now")}"))}");
            }
        }
    }

    /// <summary>Wakes every sensor, as the farm's clock does.</summary>
    public async Task EvaluateDeadlinesAsync()
    {
        foreach (var sensor in _sensors)
        {
            await dairy.Device(sensor.Id).ActivateForRulesAsync();
        }
    }

    /// <summary>How many openings and refusals there were, all of them as the oracle has them.</summary>
    public async Task<(int Openings, int Refusals)> AssertMatchesOracleAsync()
    {
        var alerts = await AlertsAsync();
        var (openings, refusals) = (0, 0);
        foreach (var sensor in _sensors)
        {
            var readings =
                await dairy.History.ListSinceAsync(
                    DairyTestCluster.FarmId, new HashSet<string> { sensor.Id }, 0, 10_000, DairyTestCluster.TimeoutToken);
            foreach (var rule in Rules)
            {
                var outcomes =
                    new ReferenceEvaluator(rule, readings, [], TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).Run(rule.SavedAt, End);
                var opened = outcomes.Where(one => one.Kind == RuleOutcomeKind.Opened).Select(one => one.Time).ToArray();
                var ended = outcomes.Where(one => one.Kind == RuleOutcomeKind.Cleared).Select(one => one.Time).ToArray();
                var expected =
                    opened.Select((time, i) => $"{FormatMinutes(time)} to {(i < ended.Length ? FormatMinutes(ended[i]) : "now")}")
                    .ToArray();
                var actual = alerts.Where(alert => alert.RuleId == rule.Id && alert.Source.Id == sensor.Id && alert.OpenedAt <= End)
                    .OrderBy(alert => alert.OpenedAt)
                    .Select(alert =>
                        $"{FormatMinutes(alert.OpenedAt)} to {(alert.ConditionEndedAt is { } end && end <= End ? FormatMinutes(end) : "now")}").ToArray();
                AssertSame("alerts", rule, sensor.Id, expected, actual);
                var refused =
                    await dairy.AlertStore.ListSuppressedAlertsAsync(
                        DairyTestCluster.FarmId, rule.Id, sensor.Id, null, End + 1, Page, null, DairyTestCluster.TimeoutToken);
                string[] expectedRefusals =
                    [.. outcomes.Where(one => one.Kind == RuleOutcomeKind.Suppressed)
                    .Select(one => $"{FormatMinutes(one.Time)} {one.Reason}").Order(StringComparer.Ordinal)];
                AssertSame("refusals", rule, sensor.Id, expectedRefusals,
                    [.. refused.Items.Select(one => $"{FormatMinutes(one.Time)} {one.Reason}").Order(StringComparer.Ordinal)]);
                openings += expected.Length;
                refusals += expectedRefusals.Length;
            }
        }

        return (openings, refusals);
    }

    private void AssertSame(string what, StoredRule rule, string source, string[] expected, string[] actual) => Assert.True(
        expected.SequenceEqual(actual),
        $"seed {seed}, {what} of {source}: {rule.Definition}\nexpected: {string.Join(", ", expected)}\nactual:   {string.Join(", ", actual)}");

    private async Task<List<Alert>> AlertsAsync()
    {
        var alerts = new List<Alert>();
        string? after = null;
        do
        {
            var page =
                await dairy.AlertStore.ListAlertsAsync(
                    new AlertQuery { FarmId = DairyTestCluster.FarmId }, Page, after, DairyTestCluster.TimeoutToken);
            alerts.AddRange(page.Items);
            after = page.HasNext ? page.Cursors[^1] : null;
        }
        while (after is not null);
        return alerts;
    }

    private string AnySensor() => _sensors[_random.Next(_sensors.Length)].Id;

    /// <summary>Minutes since the start.</summary>
    private string FormatMinutes(long time) => ((time - start) / (double)Minute).ToString(CultureInfo.InvariantCulture);

    private static string? Payload(Reading reading, long time, string id)
    {
        (string Name, double Value)[] values =
            [("temperature_c", reading.Values[0]), ("humidity_percent", reading.Values[1]), ("co2_ppm", reading.Values[3])];
        var said = values.Where(value => !double.IsNaN(value.Value))
            .Select(value => string.Create(CultureInfo.InvariantCulture, $"\"{value.Name}\":{value.Value}")).ToArray();
        return said.Length == 0
            ? null
            : $$$"""{"timestamp":"{{{TestDevices.Timestamp(time)}}}","message_id":"{{{id}}}","readings":{{{{string.Join(",", said)}}}}}""";
    }
}
