using System.Text;
using SmartDairy.Contracts.Topics;
using SmartDairy.Protocol.Rejections;
using Xunit;

namespace SmartDairy.Protocol.Tests.Payloads;

public sealed class BatchDecodingTests
{
    private const TopicKind Sensor = TopicKind.SensorTelemetry;

    [Theory]
    [InlineData("[", "]", "$")]
    [InlineData("{\"batch\":[", "]}", "$.batch")]
    [InlineData("{\"farm_id\":7,\"odd\":[1],\"batch\" : [", "],\"device_id\":\"ENV-F7-B2-Z3\"}", "$.batch")]
    public void Batch_of_1000_items_with_one_invalid_item_rejects_only_that_item(string head, string tail, string path)
    {
        var items = Enumerable.Range(0, PayloadLimits.MaxBatchItems)
            .Select(i => i == 617 ? """{"seq":617,"readings":{"co2_ppm":"?"}}""" : $$$"""{"seq":{{{i}}},"readings":{"co2_ppm":{{{i}}}}}""");
        var payload = Encoding.UTF8.GetBytes(head + string.Join(" ,\n", items) + tail);
        var (readings, rejections) = SamplePayloads.Decode(SamplePayloads.Context(Sensor), payload);
        Assert.Equal(999, readings.Count);
        Assert.Equal(999, readings.Select(reading => reading.MessageId).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 1000).Where(i => i != 617).Select(i => (double)i), readings.Select(reading => reading.Values[3]));
        var rejection = Assert.Single(rejections);
        Assert.Equal(
            (RejectionCode.FieldType, $"{path}[617].readings.co2_ppm", 617), (rejection.Code, rejection.JsonPath, rejection.ItemIndex));
        Assert.Equal("""{"seq":617,"readings":{"co2_ppm":"?"}}""", Encoding.UTF8.GetString(payload[rejection.ItemBytes!.Value]));
    }

    [Fact]
    public void Batch_of_1001_items_is_rejected()
    {
        var payload = $"[{string.Join(',', Enumerable.Repeat("""{"readings":{"co2_ppm":1}}""", 1001))}]";
        var rejection = SamplePayloads.Reject(Sensor, payload);
        Assert.Equal((RejectionCode.BatchTooLarge, "$", null), (rejection.Code, rejection.JsonPath, rejection.ItemIndex));
    }

    [Fact]
    public void Batch_with_several_invalid_items_rejects_each_for_its_own_reason()
    {
        var (readings, rejections) = SamplePayloads.Decode(Sensor, """
            {"batch":[1, {"farm_id":8}, {}, {"readings":{"co2_ppm":1}}, [], {"batch":[]}, null, {"timestamp":"2026-03-04T05:06:07"}]}
            """);
        Assert.Single(readings);
        Assert.Equal(
            [
                (RejectionCode.FieldType, "$.batch[0]"),
                (RejectionCode.IdentityMismatch, "$.batch[1].farm_id"),
                (RejectionCode.FieldMissing, "$.batch[2].readings"),
                (RejectionCode.FieldType, "$.batch[4]"),
                (RejectionCode.FieldType, "$.batch[5].batch"),
                (RejectionCode.FieldType, "$.batch[6]"),
                (RejectionCode.TimeInvalid, "$.batch[7].timestamp"),
            ],
            rejections.Select(rejection => (rejection.Code, rejection.JsonPath!)));
    }

    [Fact]
    public void Message_in_a_batch_gives_the_same_reading_as_alone()
    {
        var alone = SamplePayloads.Accept(Sensor, SamplePayloads.Sensor);
        var (batched, _) = SamplePayloads.Decode(Sensor, $"[ {SamplePayloads.Sensor} ]");
        Assert.Equal(alone.MessageId, Assert.Single(batched).MessageId);
        Assert.Equal(alone.Values, batched[0].Values);
    }

    [Fact]
    public void Batch_of_any_family_is_decoded()
    {
        foreach (var kind in new[] { Sensor, TopicKind.ActivityTelemetry, TopicKind.SessionData, TopicKind.GateTagRead })
        {
            var (readings, rejections) =
                SamplePayloads.Decode(kind, $$"""{"batch":[{{SamplePayloads.Valid(kind)}},{{SamplePayloads.Valid(kind)}}]}""");
            Assert.Empty(rejections);
            Assert.Equal(2, readings.Count);
        }
    }
}
