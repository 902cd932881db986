using System.Text;
using SmartDairy.Contracts.Readings;
using SmartDairy.Protocol.Rejections;
using SmartDairy.Protocol.Topics;
using Xunit;

namespace SmartDairy.Protocol.Tests.Payloads;

public sealed class BatchDecodingTests
{
    private const TopicKind Sensor = TopicKind.SensorTelemetry;

    [Theory]
    [InlineData("[", "]", "$")]
    [InlineData("{\"batch\":[", "]}", "$.batch")]
    [InlineData("{\"farm_id\":7,\"odd\":[1],\"batch\" : [", "],\"device_id\":\"ENV-F7-B2-Z3\"}", "$.batch")]
    public void Of_a_thousand_items_the_one_that_is_bad_is_refused(string head, string tail, string path)
    {
        var items = Enumerable.Range(0, PayloadLimits.MaxBatchItems)
            .Select(i => i == 617 ? """{"seq":617,"readings":{"co2_ppm":"?"}}""" : $$$"""{"seq":{{{i}}},"readings":{"co2_ppm":{{{i}}}}}""");
        var payload = Encoding.UTF8.GetBytes(head + string.Join(" ,\n", items) + tail);
        var (readings, refusals) = SamplePayloads.Decode(SamplePayloads.Context(Sensor), payload);
        Assert.Equal(999, readings.Count);
        Assert.Equal(999, readings.Select(reading => reading.MessageId).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 1000).Where(i => i != 617).Select(i => (double)i), readings.Select(reading => reading.Values[3]));
        var refusal = Assert.Single(refusals);
        Assert.Equal((RejectionCode.FieldType, $"{path}[617].readings.co2_ppm", 617), (refusal.Code, refusal.JsonPath, refusal.ItemIndex));
        Assert.Equal("""{"seq":617,"readings":{"co2_ppm":"?"}}""", Encoding.UTF8.GetString(payload[refusal.ItemBytes!.Value]));
    }

    [Fact]
    public void A_thousand_and_one_items_are_too_many()
    {
        var payload = $"[{string.Join(',', Enumerable.Repeat("""{"readings":{"co2_ppm":1}}""", 1001))}]";
        var refusal = SamplePayloads.Reject(Sensor, payload);
        Assert.Equal((RejectionCode.BatchTooLarge, "$", null), (refusal.Code, refusal.JsonPath, refusal.ItemIndex));
    }

    [Fact]
    public void Each_item_is_refused_for_its_own_reason()
    {
        var (readings, refusals) = SamplePayloads.Decode(Sensor, """
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
            refusals.Select(refusal => (refusal.Code, refusal.JsonPath!)));
    }

    [Fact]
    public void A_message_is_the_same_alone_and_in_a_batch()
    {
        var alone = SamplePayloads.Accept(Sensor, SamplePayloads.Sensor);
        var (batched, _) = SamplePayloads.Decode(Sensor, $"[ {SamplePayloads.Sensor} ]");
        Assert.Equal(alone.MessageId, Assert.Single(batched).MessageId);
        Assert.Equal(alone.Values, batched[0].Values);
    }

    [Fact]
    public void Every_family_comes_in_batches()
    {
        foreach (var kind in new[] { Sensor, TopicKind.ActivityTelemetry, TopicKind.SessionData, TopicKind.GateTagRead })
        {
            var (readings, refusals) = SamplePayloads.Decode(kind, $$"""{"batch":[{{SamplePayloads.Valid(kind)}},{{SamplePayloads.Valid(kind)}}]}""");
            Assert.Empty(refusals);
            Assert.Equal(2, readings.Count);
        }
    }
}
