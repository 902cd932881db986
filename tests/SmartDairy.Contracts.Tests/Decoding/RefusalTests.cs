using System.Text;
using SmartDairy.Contracts.Decoding;
using SmartDairy.Contracts.Topics;
using Xunit;

namespace SmartDairy.Contracts.Tests.Decoding;

public sealed class RefusalTests
{
    private const TopicKind Sensor = TopicKind.SensorTelemetry;
    private const TopicKind Collar = TopicKind.ActivityTelemetry;
    private const TopicKind Meter = TopicKind.SessionData;
    private const TopicKind Reader = TopicKind.GateTagRead;

    public static TheoryData<TopicKind, string, RefusalCode, string?> Cases => new()
    {
        { Sensor, "", RefusalCode.PayloadEmpty, null },
        { Sensor, "\uFEFF{}", RefusalCode.JsonInvalid, null },
        { Sensor, " ", RefusalCode.JsonInvalid, null },
        { Sensor, "{", RefusalCode.JsonInvalid, null },
        { Sensor, """{"readings":{"temperature_c":NaN}}""", RefusalCode.JsonInvalid, null },
        { Sensor, """{"readings":{"temperature_c":01}}""", RefusalCode.JsonInvalid, null },
        { Sensor, """{"readings":{"temperature_c":1,}}""", RefusalCode.JsonInvalid, null },
        { Sensor, """{"readings":{"temperature_c":1}} x""", RefusalCode.JsonInvalid, null },
        { Sensor, """{"readings":{"temperature_c":1}}{}""", RefusalCode.JsonInvalid, null },
        { Sensor, """{"a":1 /* said */}""", RefusalCode.JsonInvalid, null },
        { Sensor, "{\"firmware_version\":\"a\u0001\"}", RefusalCode.JsonInvalid, null },
        { Sensor, """{"note":"\ud800"}""", RefusalCode.Utf8Invalid, null },
        { Sensor, """{"note":"\udc00\ud800"}""", RefusalCode.Utf8Invalid, null },
        { Sensor, "7", RefusalCode.FieldType, "$" },
        { Sensor, "null", RefusalCode.FieldType, "$" },
        { Sensor, "\"text\"", RefusalCode.FieldType, "$" },
        { Sensor, "{}", RefusalCode.FieldMissing, "$.readings" },
        { Sensor, """{"readings":null}""", RefusalCode.FieldMissing, "$.readings" },
        { Sensor, """{"readings":{}}""", RefusalCode.NoValues, "$.readings" },
        { Sensor, """{"readings":{"temperature_c":null}}""", RefusalCode.NoValues, "$.readings" },
        { Sensor, """{"readings":{"h2s_ppm":null}}""", RefusalCode.NoValues, "$.readings" },
        { Sensor, """{"readings":[1]}""", RefusalCode.FieldType, "$.readings" },
        { Sensor, """{"readings":{"temperature_c":"22"}}""", RefusalCode.FieldType, "$.readings.temperature_c" },
        { Sensor, """{"readings":{"temperature_c":true}}""", RefusalCode.FieldType, "$.readings.temperature_c" },
        { Sensor, """{"readings":{"temperature_c":{}}}""", RefusalCode.FieldType, "$.readings.temperature_c" },
        { Sensor, """{"readings":{"co2_ppm":1e999}}""", RefusalCode.NumberNotFinite, "$.readings.co2_ppm" },
        { Sensor, """{"readings":{"co2_ppm":1,"h2s_ppm":-1e999}}""", RefusalCode.NumberNotFinite, "$.readings.h2s_ppm" },
        { Sensor, """{"more":{"list":[1,{"x":1e400}]}}""", RefusalCode.NumberNotFinite, "$.more.list[1].x" },
        { Sensor, """{"readings":{"co2_ppm":1,"co2_ppm":1}}""", RefusalCode.DuplicateKey, "$.readings.co2_ppm" },
        { Sensor, """{"farm_id":7,"farm_id":7}""", RefusalCode.DuplicateKey, "$.farm_id" },
        { Sensor, """{"farm_id":7,"f\u0061rm_id":7}""", RefusalCode.DuplicateKey, "$['f\\u0061rm_id']" },
        { Sensor, """{"odd":1,"odd":2}""", RefusalCode.DuplicateKey, "$.odd" },
        { Sensor, """{"odd":1,"\u006fdd":2}""", RefusalCode.DuplicateKey, "$['\\u006fdd']" },
        { Sensor, """{"odd":{"a":[{"b":1,"b":2}]}}""", RefusalCode.DuplicateKey, "$.odd.a[0].b" },
        { Sensor, """{"quality_score":101}""", RefusalCode.FieldRange, "$.quality_score" },
        { Sensor, """{"quality_score":-0.5}""", RefusalCode.FieldRange, "$.quality_score" },
        { Sensor, """{"quality_score":"98"}""", RefusalCode.FieldType, "$.quality_score" },
        { Sensor, """{"device_id":"ENV-OTHER"}""", RefusalCode.IdentityMismatch, "$.device_id" },
        { Sensor, """{"device_id":7}""", RefusalCode.FieldType, "$.device_id" },
        { Sensor, """{"farm_id":999}""", RefusalCode.IdentityMismatch, "$.farm_id" },
        { Sensor, """{"farm_id":7.5}""", RefusalCode.IdentityMismatch, "$.farm_id" },
        { Sensor, """{"farm_id":"FARM07"}""", RefusalCode.IdentityMismatch, "$.farm_id" },
        { Sensor, """{"farm_id":true}""", RefusalCode.FieldType, "$.farm_id" },
        { Sensor, """{"barn_id":1}""", RefusalCode.IdentityMismatch, "$.barn_id" },
        { Sensor, """{"zone_id":1}""", RefusalCode.IdentityMismatch, "$.zone_id" },
        { Collar, """{"animal_id":"COW-1"}""", RefusalCode.IdentityMismatch, "$.animal_id" },
        { Meter, """{"parlor_id":1}""", RefusalCode.IdentityMismatch, "$.parlor_id" },
        { Meter, """{"stall_id":1}""", RefusalCode.IdentityMismatch, "$.stall_id" },
        { Meter, """{"barn_id":1}""", RefusalCode.IdentityMismatch, "$.barn_id" },
        { Reader, """{"reader_id":"RFID-SOUTH"}""", RefusalCode.IdentityMismatch, "$.reader_id" },
        { Reader, """{"gate_id":"SOUTH"}""", RefusalCode.IdentityMismatch, "$.gate_id" },
        { Sensor, """{"timestamp":"2026-03-04T05:06:07"}""", RefusalCode.TimeInvalid, "$.timestamp" },
        { Sensor, """{"timestamp":"2026-03-04 05:06:07Z"}""", RefusalCode.TimeInvalid, "$.timestamp" },
        { Sensor, """{"timestamp":"2026-02-30T05:06:07Z"}""", RefusalCode.TimeInvalid, "$.timestamp" },
        { Sensor, """{"timestamp":""}""", RefusalCode.TimeInvalid, "$.timestamp" },
        { Sensor, """{"timestamp":1772600767}""", RefusalCode.FieldType, "$.timestamp" },
        { Sensor, """{"timestamp":"2999-01-01T00:00:00Z"}""", RefusalCode.TimeOutOfHorizon, "$.timestamp" },
        { Sensor, """{"timestamp":"0001-01-01T00:00:00+23:59"}""", RefusalCode.TimeOutOfHorizon, "$.timestamp" },
        { Meter, """{"session_data":{"end_time":"2027-01-01T00:00:00Z"}}""", RefusalCode.TimeOutOfHorizon, "$.session_data.end_time" },
        { Meter, """{"session_data":{"start_time":"now"}}""", RefusalCode.TimeInvalid, "$.session_data.start_time" },
        { Meter, """{"milk_data":{"temperature_c":1,"temperature_celsius":2}}""", RefusalCode.DuplicateKey, "$.milk_data.temperature_celsius" },
        { Meter, """{"animal_id":"cow 1"}""", RefusalCode.FieldRange, "$.animal_id" },
        { Meter, """{"animal_id":"COW\u0000"}""", RefusalCode.FieldRange, "$.animal_id" },
        { Meter, """{"session_id":"a b"}""", RefusalCode.FieldRange, "$.session_id" },
        { Meter, """{"session_id":""}""", RefusalCode.FieldRange, "$.session_id" },
        { Meter, """{"session_id":"S"}""", RefusalCode.NoValues, "$" },
        { Meter, """{"quality_flags":{"blood_detected":0}}""", RefusalCode.FieldType, "$.quality_flags.blood_detected" },
        { Collar, """{"battery_level":null,"firmware_version":"1"}""", RefusalCode.NoValues, "$" },
        { Collar, """{"position":7}""", RefusalCode.FieldType, "$.position" },
        { TopicKind.HealthStatus, "{}", RefusalCode.NoValues, "$" },
        { Reader, """{"rssi":-40}""", RefusalCode.FieldMissing, "$.tag_epc" },
        { Reader, """{"antenna_id":1.5}""", RefusalCode.FieldRange, "$.antenna_id" },
        { Reader, """{"antenna_id":"1"}""", RefusalCode.FieldType, "$.antenna_id" },
        { Sensor, """{"seq":"1"}""", RefusalCode.FieldType, "$.seq" },
        { Sensor, """{"seq":9223372036854775808}""", RefusalCode.FieldRange, "$.seq" },
        { Sensor, """{"message_id":1.5}""", RefusalCode.FieldType, "$.message_id" },
        { Sensor, """{"message_id":""}""", RefusalCode.FieldRange, "$.message_id" },
        { Sensor, "[]", RefusalCode.BatchEmpty, "$" },
        { Sensor, """{"batch":[]}""", RefusalCode.BatchEmpty, "$.batch" },
        { Sensor, """{"batch":{}}""", RefusalCode.FieldType, "$.batch" },
        { Sensor, """{"batch":null}""", RefusalCode.FieldType, "$.batch" },
        { Sensor, """{"batch":[{"readings":{"co2_ppm":1}}],"farm_id":8}""", RefusalCode.IdentityMismatch, "$.farm_id" },
        { Sensor, """{"batch":[],"batch":[]}""", RefusalCode.DuplicateKey, "$.batch" },
        { Sensor, """{"batch":[{"readings":{"co2_ppm":1}}""", RefusalCode.JsonInvalid, null },
        { Sensor, """[{"readings":{"co2_ppm":1}}] 1""", RefusalCode.JsonInvalid, null },
        { TopicKind.DeviceStatus, "{}", RefusalCode.TopicMismatch, null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_reason_is_told_by_code_and_path(TopicKind kind, string payload, RefusalCode code, string? path)
    {
        var refusal = Payloads.Refuse(kind, payload);
        Assert.Equal((code, path), (refusal.Code, refusal.JsonPath));
        Assert.InRange(refusal.Sentence.Length, 20, 300);
        Assert.EndsWith(".", refusal.Sentence);
        Assert.DoesNotContain(refusal.Sentence, char.IsControl);
        Assert.Null(refusal.ItemIndex);
    }

    [Fact]
    public void Every_code_of_a_payload_is_reached_by_a_test()
    {
        RefusalCode[] elsewhere =
        [
            // Decided before a payload is read, or after:
            RefusalCode.TopicUnknown, RefusalCode.NotAuthorized, RefusalCode.DeviceUnknown, RefusalCode.DeviceDisabled,
            RefusalCode.ProcessingFailed, RefusalCode.StreamFailed,

            // By size, in tests of their own:
            RefusalCode.PayloadTooLarge, RefusalCode.BatchTooLarge, RefusalCode.JsonTooDeep,
        ];
        var reached = Cases.Select(row => row.Data.Item3).Concat(elsewhere).Distinct();
        Assert.Equal(Enum.GetValues<RefusalCode>(), reached.Order());
    }

    [Fact]
    public void Names_are_stable()
    {
        Assert.Equal("time_out_of_horizon", RefusalCodes.Name(RefusalCode.TimeOutOfHorizon));
        Assert.Equal("utf8_invalid", RefusalCodes.Name(RefusalCode.Utf8Invalid));
        Assert.Equal(Enum.GetValues<RefusalCode>().Length, Enum.GetValues<RefusalCode>().Select(RefusalCodes.Name).Distinct().Count());
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused_even_where_nobody_reads()
    {
        foreach (var bad in new byte[][] { [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80] })
        {
            byte[] payload = [.. """{"sensor_type":"a"""u8, .. bad, .. "\",\"readings\":{\"co2_ppm\":1}}"u8];
            var (readings, refusals) = Payloads.Decode(Payloads.Context(Sensor), payload);
            Assert.Empty(readings);
            Assert.Equal(RefusalCode.Utf8Invalid, Assert.Single(refusals).Code);
        }
    }

    [Fact]
    public void A_payload_has_64_kib_at_most()
    {
        var good = """{"readings":{"co2_ppm":1}}""";
        Payloads.Accept(Sensor, good.PadRight(PayloadLimits.MaxBytes));
        Assert.Equal(RefusalCode.PayloadTooLarge, Payloads.Refuse(Sensor, good.PadRight(PayloadLimits.MaxBytes + 1)).Code);
    }

    [Theory]
    [InlineData(15, true)]
    [InlineData(16, false)]
    [InlineData(100, false)]
    [InlineData(20_000, false)]
    public void Nesting_has_16_levels_at_most(int inside, bool accepted)
    {
        var deep = new string('[', inside) + new string(']', inside);
        var (readings, refusals) = Payloads.Decode(Sensor, $$$"""{"readings":{"co2_ppm":1},"deep":{{{deep}}}}""");
        Assert.Equal(accepted ? 1 : 0, readings.Count);
        Assert.All(refusals, refusal => Assert.Equal(RefusalCode.JsonTooDeep, refusal.Code));
    }

    [Fact]
    public void Nesting_counts_the_batch_around_an_item()
    {
        static string Item(int inside) => $$$"""{"readings":{"co2_ppm":1},"deep":{{{new string('[', inside)}}}{{{new string(']', inside)}}}}""";
        var (readings, refusals) = Payloads.Decode(Sensor, $$"""{"batch":[{{Item(13)}},{{Item(14)}},{{Item(500)}}]}""");
        Assert.Single(readings);
        Assert.Equal([(RefusalCode.JsonTooDeep, 1), (RefusalCode.JsonTooDeep, 2)], refusals.Select(refusal => (refusal.Code, refusal.ItemIndex!.Value)));
    }

    [Fact]
    public void What_was_found_is_shortened_and_escaped()
    {
        var refusal = Payloads.Refuse(Sensor, $$"""{"device_id":"<script>é{{new string('x', 5000)}}"}""");
        Assert.InRange(refusal.Sentence.Length, 20, 250);
        Assert.All(refusal.Sentence, c => Assert.InRange(c, ' ', '~'));
        Assert.DoesNotContain("<script>", refusal.Sentence);
        Assert.InRange(Payloads.Refuse(Sensor, $$"""{"{{new string('k', 5000)}}":1e999}""").JsonPath!.Length, 3, 100);
    }

    [Fact]
    public void Many_members_are_checked_without_time_growing_as_their_square()
    {
        var members = string.Join(',', Enumerable.Range(0, 6000).Select(i => $"\"k{i}\":1"));
        Assert.Equal(RefusalCode.DuplicateKey, Payloads.Refuse(Sensor, $$"""{"readings":{"co2_ppm":1},{{members}},"k3":1}""").Code);
    }

    [Fact]
    public void A_topic_animal_must_be_the_payloads()
    {
        var context = Payloads.Context(TopicKind.AnimalLocation) with { TopicAnimalId = "COW-8" };
        var (_, refusals) = Payloads.Decode(context, Encoding.UTF8.GetBytes("""{"animal_id":"COW-9"}"""));
        Assert.Equal((RefusalCode.IdentityMismatch, "$.animal_id"), (refusals[0].Code, refusals[0].JsonPath));
    }
}
