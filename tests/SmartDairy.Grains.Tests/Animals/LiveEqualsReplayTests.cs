using System.Text;
using Orleans.Core.Internal;
using SmartDairy.Contracts.Animals;
using SmartDairy.Contracts.Detections;
using SmartDairy.Contracts.Farms;
using SmartDairy.Contracts.Intake;
using SmartDairy.Contracts.Readings;
using SmartDairy.Grains.Tests.Cluster;
using SmartDairy.Grains.Tests.Milking;
using SmartDairy.History.Herds;
using SmartDairy.Husbandry.Derivation;
using SmartDairy.Protocol.Payloads;
using SmartDairy.Protocol.Rejections;
using SmartDairy.Protocol.Topics;
using SmartDairy.Simulator;
using SmartDairy.Simulator.Parameters;

namespace SmartDairy.Grains.Tests.Animals;

/// <summary>
/// A simulated farm sends to the actors every hour, and the same messages go through one derivation in memory: both know the same of
/// the herd.
/// </summary>
public sealed class LiveEqualsReplayTests
{
    private const int Days = 26;

    // Longer steps make reads of a gate later than it remembers, since readers deliver one after the other.
    private const int StepHours = 1;
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public async Task Actors_under_a_moving_clock_record_what_a_replay_of_the_same_messages_derives()
    {
        await using var dairy = await DairyTestCluster.StartAsync();
        var start = dairy.Time.GetUtcNow();
        var herd = CreateHerd(start);
        await dairy.Farm.RegisterAnimalsAsync([.. herd.Animals(start)]);
        await dairy.Farm.RegisterDevicesAsync([.. herd.Devices]);
        var replay = new Replay(herd, start);
        using var messages = herd.Messages(start, start.AddDays(Days)).GetEnumerator();
        var more = messages.MoveNext();
        var events = new Queue<AnimalEvent>(herd.RecordedEvents(start, start.AddDays(Days)).OrderBy(animalEvent => animalEvent.RecordedAt));
        for (var hour = StepHours; hour <= Days * 24; hour += StepHours)
        {
            dairy.Time.Advance(TimeSpan.FromHours(StepHours));
            var now = dairy.Now;
            while (events.TryPeek(out var next) && next.RecordedAt <= now)
            {
                await dairy.HerdBook.RecordEventsAsync([next]);
                replay.Herd.Add(events.Dequeue());
            }

            var batch = new List<ReceivedMessage>();
            for (; more && messages.Current.SendAt < now; more = messages.MoveNext())
            {
                var message = messages.Current;
                replay.Process(message, now);
                batch.Add(dairy.Message(message.Topic, Encoding.UTF8.GetString(message.Payload), message.DeviceId));
            }

            replay.Advance(now);
            await dairy.ConsumeAsync([.. batch]);
            if (hour % 24 == 0)
            {
                // Each day ends with everything delivered, and some actors begin again from history.
                await AssertMilkingsAsync(dairy, replay);
                await DeactivateSomeAsync(dairy, herd, hour / 24);
            }
        }

        await AssertMilkingsAsync(dairy, replay);
        await AssertEventuallyAsync(replay.Passages, () => StoredAsync(dairy, HerdRecordKinds.Passages.Name));
        await AssertEventuallyAsync(replay.ClimateHours, () => StoredAsync(dairy, HerdRecordKinds.ClimateHours.Name));
        Assert.NotEmpty(replay.Passages);
        Assert.NotEmpty(replay.ClimateHours);
        Assert.Contains(replay.Detections.Values, text => text.Contains("\"Heat\"", StringComparison.OrdinalIgnoreCase));
        await AssertEventuallyAsync(replay.Detections, async () =>
        {
            foreach (var cow in herd.Cows)
            {
                await dairy.Animal(cow.Id).ListDetectionsAsync(0);
            }

            return await StoredAsync(dairy, HerdRecordKinds.Detections.Name, body =>
                HerdRecordKinds.Detections.FromRecord(body).State != DetectionState.Retracted);
        });
    }

    private static SimulatedHerd CreateHerd(DateTimeOffset start) => SimulatedHerd.Create(new SimulatedHerdOptions
    {
        Seed = 7,
        Cows = 4,
        Barns = 1,
        ZonesPerBarn = 1,
        SensorsPerZone = 1,
        Stalls = 2,
        Start = start,
        TimeZone = Berlin.Id,
        EnvironmentInterval = TimeSpan.FromMinutes(30),
        Families = MessageFamilies.Environment | MessageFamilies.Collars | MessageFamilies.Milking | MessageFamilies.Tags,
        Parameters = HerdParameters.Default with { Mastitis = HerdParameters.Default.Mastitis with { CasesPerYear = 8 } },
    });

    private static Task AssertMilkingsAsync(DairyTestCluster dairy, Replay replay)
        => AssertEventuallyAsync(replay.Milkings, () => StoredAsync(dairy, HerdRecordKinds.Milkings.Name));

    private static async Task DeactivateSomeAsync(DairyTestCluster dairy, SimulatedHerd herd, int day)
    {
        if (day % 5 == 0)
        {
            await dairy.Animal(herd.Cows[day / 5 % herd.Cows.Count].Id).AsReference<IGrainManagementExtension>().DeactivateOnIdle();
            await dairy.Stall(1 + (day / 5 % 2)).AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        }
    }

    private static async Task<Dictionary<string, string>> StoredAsync(
        DairyTestCluster dairy, string kind, Func<HerdRecord, bool>? counts = null)
    {
        var query = new HerdQuery { FarmId = DairyTestCluster.FarmId, Kind = kind };
        var rows = await dairy.HerdStore.ListAsync(query, 100_000, DairyTestCluster.TimeoutToken);
        return rows.Where(row => counts?.Invoke(row) != false).ToDictionary(row => row.Id, row => row.Body, StringComparer.Ordinal);
    }

    /// <summary>Writes are not waited for by senders: both are equal soon.</summary>
    private static async Task AssertEventuallyAsync(
        IReadOnlyDictionary<string, string> expected, Func<Task<Dictionary<string, string>>> actual)
    {
        var timeout = DairyTestCluster.TimeoutToken;
        while (true)
        {
            var rows = await actual();
            if (rows.Count == expected.Count && expected.All(row => rows.GetValueOrDefault(row.Key) == row.Value))
            {
                return;
            }

            if (timeout.IsCancellationRequested)
            {
                Assert.Equal(Lines(expected), Lines(rows));
            }

            await Task.Yield();
        }
    }

    private static string Lines(IEnumerable<KeyValuePair<string, string>> rows)
        => string.Join('\n', rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => $"{row.Key} {row.Value}"));

    /// <summary>The herd in memory, with its records as the store keeps them, by id.</summary>
    private sealed class Replay(SimulatedHerd herd, DateTimeOffset start)
    {
        private readonly Dictionary<string, Contracts.Devices.DeviceRegistration> _devices = herd.Devices.ToDictionary(device => device.Id);

        public HerdDerivation Herd { get; } = new(new FarmCalendar(Berlin), herd.Animals(start));

        public Dictionary<string, string> Milkings { get; } = [];

        public Dictionary<string, string> Passages { get; } = [];

        public Dictionary<string, string> ClimateHours { get; } = [];

        /// <summary>Without retracted ones: one that comes and goes between two evaluations is not stored.</summary>
        public Dictionary<string, string> Detections { get; } = [];

        public void Process(SimulatedMessage message, long receivedAt)
        {
            Assert.True(TopicParser.TryParse(message.Topic, out var topic));
            var (readings, rejections) = (new List<Reading>(), new List<Rejection>());
            PayloadDecoder.Decode(
                new DecodeContext(topic.Kind, _devices[message.DeviceId], receivedAt), message.Payload, readings, rejections);
            Assert.Empty(rejections);
            foreach (var reading in readings)
            {
                Herd.Add(_devices[message.DeviceId], reading);
            }
        }

        public void Advance(long now)
        {
            Herd.Advance(now);
            var records = Herd.Drain();
            foreach (var milking in records.Milkings)
            {
                Keep(Milkings, HerdRecordKinds.Milkings.ToRecord(milking, 0));
            }

            foreach (var passage in records.Passages)
            {
                Keep(Passages, HerdRecordKinds.Passages.ToRecord(passage, 0));
            }

            foreach (var hour in records.ClimateHours)
            {
                Keep(ClimateHours, HerdRecordKinds.ClimateHours.ToRecord(hour, 0));
            }

            foreach (var detection in records.Detections)
            {
                Keep(Detections, HerdRecordKinds.Detections.ToRecord(detection, 0));
                if (detection.State == DetectionState.Retracted)
                {
                    Detections.Remove(detection.Id);
                }
            }
        }

        private static void Keep(Dictionary<string, string> rows, HerdRecord row) => rows[row.Id] = row.Body;
    }
}
