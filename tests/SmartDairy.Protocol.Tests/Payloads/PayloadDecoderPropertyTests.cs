using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using SmartDairy.Contracts.Readings;
using SmartDairy.Contracts.Topics;
using SmartDairy.Protocol.Payloads;
using SmartDairy.Protocol.Payloads.Quality;
using Xunit;

namespace SmartDairy.Protocol.Tests.Payloads;

public sealed class PayloadDecoderPropertyTests
{
    private static readonly TopicKind[] Kinds =
    [
        TopicKind.SensorTelemetry, TopicKind.ActivityTelemetry, TopicKind.HealthStatus, TopicKind.FertilityHeat, TopicKind.SessionStart,
        TopicKind.SessionData, TopicKind.SessionEnd, TopicKind.GateTagRead, TopicKind.AreaPresence, TopicKind.AnimalLocation,
    ];

    private static readonly string[] Splices =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", "null", "true", "-0", "1e999", "1e-999", "NaN",
        "99999999999999999999", " ",
        "\"batch\":[", "\"timestamp\":", "\"farm_id\":7,", "[[[[[[[[[[[[[[[[[", "\u00e9", "\u0000",
    ];

    [Theory]
    [InlineData(TopicKind.SensorTelemetry, ReadingFamily.Environment)]
    [InlineData(TopicKind.ActivityTelemetry, ReadingFamily.Activity)]
    [InlineData(TopicKind.SessionData, ReadingFamily.Milking)]
    [InlineData(TopicKind.GateTagRead, ReadingFamily.Rfid)]
    public void Decoder_with_a_valid_message_returns_the_sent_values(TopicKind kind, ReadingFamily family)
    {
        var count = Metrics.ForFamily(family).Length;
        var values = Gen.OneOf(Gen.Double[-1e6, 1e6], Gen.Double.Where(double.IsFinite), Gen.Const(double.NaN)).Array[count];
        var skew = Gen.Long[-EventTimeHorizon.MaxBehind, EventTimeHorizon.MaxAhead];
        Gen.Select(values, skew, Gen.Int[0, 100], Gen.Bool, Gen.Int[0, 99]).Sample((metrics, ahead, score, shuffled, seed) =>
        {
            var time = SamplePayloads.ReceivedAt + ahead;
            var payload = Payload(family, metrics, time, score, shuffled ? seed : null);
            var reading = SamplePayloads.Accept(kind, payload);
            Assert.Equal((family, time), (reading.Family, reading.Time));
            for (var i = 0; i < count; i++)
            {
                var metric = Metrics.ForFamily(family)[i];
                Assert.Equal(metrics[i], reading.Values[i]);
                Assert.Equal(!double.IsNaN(metrics[i])
                    && (metrics[i] < metric.Minimum || metrics[i] > metric.Maximum), (reading.OutOfRange >> i & 1) == 1);
            }

            Assert.Equal(Expected(family, metrics, ahead, score), (reading.Quality, reading.Flags));
        }, iter: 2000);
    }

    [Fact]
    public void Decoder_with_random_bytes_returns_a_reading_or_a_rejection()
        => Gen.Select(Among(Kinds), Gen.Byte.Array[0, 200]).Sample((kind, bytes) => AssertSettled(kind, bytes), iter: 5000);

    [Fact]
    public void Decoder_with_mutated_messages_returns_a_reading_or_a_rejection()
        => Gen.Select(Among(Kinds), Gen.Int[0, 3], Among(Splices), Gen.Int[0, 10_000], Gen.Int[0, 30], Gen.Byte)
        .Sample((kind, source, splice, where, cut, b) =>
        {
            string[] sources = [SamplePayloads.Sensor, SamplePayloads.Collar, SamplePayloads.Milking, SamplePayloads.Tag];
            var valid = sources[source];
            var at = where % valid.Length;
            AssertSettled(kind, Encoding.UTF8.GetBytes(valid.Insert(at, splice)));
            AssertSettled(kind, Encoding.UTF8.GetBytes(valid.Remove(at, Math.Min(cut, valid.Length - at)).Insert(at, splice)));
            AssertSettled(kind, Encoding.UTF8.GetBytes(valid[..at]));
            var bytes = Encoding.UTF8.GetBytes(valid);
            bytes[at % bytes.Length] = b;
            AssertSettled(kind, bytes);
            AssertSettled(kind, [(byte)'[', .. bytes, (byte)',', .. bytes, (byte)']']);
        }, iter: 2000);

    private static Gen<T> Among<T>(T[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    private static void AssertSettled(TopicKind kind, byte[] payload)
    {
        var (readings, rejections) = SamplePayloads.Decode(SamplePayloads.Context(kind) with { TopicAnimalId = "COW-4711" }, payload);
        Assert.NotEqual(0, readings.Count + rejections.Count);
        Assert.All(readings, reading => Assert.InRange(reading.Quality, 0, 100));
        Assert.All(readings, reading => Assert.DoesNotContain(double.PositiveInfinity, reading.Values));
        Assert.All(rejections, rejection => Assert.InRange(rejection.Message.Length, 20, 400));
        StatusDecoder.TryDecode(SamplePayloads.Context(kind), payload, out var report, out var statusRejection);
        Assert.True(report is null ^ statusRejection is null);
    }

    private static (int Quality, ReadingFlags Flags) Expected(ReadingFamily family, double[] values, long ahead, int score)
    {
        var flags = ReadingFlags.None;
        if (ahead is > 600_000 or < -604_800_000)
        {
            (flags, score) = (flags | ReadingFlags.ClockSkew, score - 10);
        }

        var metrics = Metrics.ForFamily(family).ToArray();
        if (metrics.Any(metric => metric.Expected && double.IsNaN(values[metric.Index])))
        {
            (flags, score) = (flags | ReadingFlags.MissingField, score - 10);
        }

        if (metrics.Any(metric => values[metric.Index] < metric.Minimum || values[metric.Index] > metric.Maximum))
        {
            (flags, score) = (flags | ReadingFlags.OutOfRange, score - 20);
        }

        return (Math.Max(0, score), flags);
    }

    /// <summary>A message in the format of its family, optionally with shuffled members.</summary>
    private static string Payload(ReadingFamily family, double[] values, long time, int score, int? seed)
    {
        var root = new List<KeyValuePair<string, JsonNode?>>
        {
            new("timestamp", SamplePayloads.Rfc3339(time)), new("quality_score", score), new("farm_id", 7), new("seq", 1),
        };
        var groups = new Dictionary<string, List<KeyValuePair<string, JsonNode?>>>();
        foreach (var metric in Metrics.ForFamily(family))
        {
            var group = Group(family, metric.Name);
            var members = group is null ? root : groups.TryGetValue(group, out var known) ? known : groups[group] = [];
            var value = values[metric.Index];
            if (!double.IsNaN(value))
            {
                members.Add(new(metric.Name, JsonNode.Parse(value.ToString("R", CultureInfo.InvariantCulture))));
            }
        }

        // A value other than a metric, so that a message without metrics is not rejected as empty.
        switch (family)
        {
            case ReadingFamily.Environment:
                groups["readings"].Add(new("h2s_ppm", 1));
                break;
            case ReadingFamily.Activity:
                root.Add(new("position", "lying"));
                break;
            case ReadingFamily.Milking:
                groups["quality_flags"] = [new("blood_detected", false)];
                break;
            default:
                root.Add(new("tag_epc", "E200"));
                break;
        }

        root.AddRange(groups.Select(group => new KeyValuePair<string, JsonNode?>(group.Key, new JsonObject(Order(group.Value, seed)))));
        return new JsonObject(Order(root, seed)).ToJsonString();
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Order(List<KeyValuePair<string, JsonNode?>> members, int? seed)
    {
        var shuffled = members.ToArray();
        if (seed is { } value)
        {
            new Random(value).Shuffle(shuffled);
        }

        return shuffled;
    }

    private static string? Group(ReadingFamily family, string metric) => (family, metric) switch
    {
        (_, Metrics.BatteryLevel or Metrics.SignalStrength) => null,
        (ReadingFamily.Environment, _) => "readings",
        (ReadingFamily.Milking, "duration_seconds") => "session_data",
        (ReadingFamily.Milking, _) => "milk_data",
        _ => null,
    };
}
