using System.Text;
using SmartDairy.Contracts.Topics;
using SmartDairy.Protocol.Rejections;
using Xunit;

namespace SmartDairy.Protocol.Tests.Payloads;

public sealed class RejectionTests
{
    private const TopicKind Sensor = TopicKind.SensorTelemetry;
    private const TopicKind Collar = TopicKind.ActivityTelemetry;
    private const TopicKind Meter = TopicKind.SessionData;
    private const TopicKind Reader = TopicKind.GateTagRead;

    public static TheoryData<TopicKind, string, RejectionCode, string?> Cases => new()
    {
        { Sensor, "", RejectionCode.PayloadEmpty, null },
        { Sensor, "\uFEFF{}", RejectionCode.JsonInvalid, null },
        { Sensor, " ", RejectionCode.JsonInvalid, null },
        { Sensor, "{", RejectionCode.JsonInvalid, null },
        { Sensor, """{"readings":{"temperature_c":NaN}}""", RejectionCode.JsonInvalid, null },
        { Sensor, """{"readings":{"temperature_c":01}}""", RejectionCode.JsonInvalid, null },
        { Sensor, """{"readings":{"temperature_c":1,}}""", RejectionCode.JsonInvalid, null },
        { Sensor, """{"readings":{"temperature_c":1}} x""", RejectionCode.JsonInvalid, null },
        { Sensor, """{"readings":{"temperature_c":1}}{}""", RejectionCode.JsonInvalid, null },
        { Sensor, """{"a":1 /* said */}""", RejectionCode.JsonInvalid, null },
        { Sensor, "{\"firmware_version\":\"a\u0001\"}", RejectionCode.JsonInvalid, null },
        { Sensor, """{"note":"\ud800"}""", RejectionCode.Utf8Invalid, null },
        { Sensor, """{"note":"\udc00\ud800"}""", RejectionCode.Utf8Invalid, null },
        { Sensor, "7", RejectionCode.FieldType, "$" },
        { Sensor, "null", RejectionCode.FieldType, "$" },
        { Sensor, "\"text\"", RejectionCode.FieldType, "$" },
        { Sensor, "{}", RejectionCode.FieldMissing, "$.readings" },
        { Sensor, """{"readings":null}""", RejectionCode.FieldMissing, "$.readings" },
        { Sensor, """{"readings":{}}""", RejectionCode.NoValues, "$.readings" },
        { Sensor, """{"readings":{"temperature_c":null}}""", RejectionCode.NoValues, "$.readings" },
        { Sensor, """{"readings":{"h2s_ppm":null}}""", RejectionCode.NoValues, "$.readings" },
        { Sensor, """{"readings":[1]}""", RejectionCode.FieldType, "$.readings" },
        { Sensor, """{"readings":{"temperature_c":"22"}}""", RejectionCode.FieldType, "$.readings.temperature_c" },
        { Sensor, """{"readings":{"temperature_c":true}}""", RejectionCode.FieldType, "$.readings.temperature_c" },
        { Sensor, """{"readings":{"temperature_c":{}}}""", RejectionCode.FieldType, "$.readings.temperature_c" },
        { Sensor, """{"readings":{"co2_ppm":1e999}}""", RejectionCode.NumberNotFinite, "$.readings.co2_ppm" },
        { Sensor, """{"readings":{"co2_ppm":1,"h2s_ppm":-1e999}}""", RejectionCode.NumberNotFinite, "$.readings.h2s_ppm" },
        { Sensor, """{"more":{"list":[1,{"x":1e400}]}}""", RejectionCode.NumberNotFinite, "$.more.list[1].x" },
        { Sensor, """{"readings":{"co2_ppm":1,"co2_ppm":1}}""", RejectionCode.DuplicateKey, "$.readings.co2_ppm" },
        { Sensor, """{"farm_id":7,"farm_id":7}""", RejectionCode.DuplicateKey, "$.farm_id" },
        { Sensor, """{"farm_id":7,"f\u0061rm_id":7}""", RejectionCode.DuplicateKey, "$['f\\u0061rm_id']" },
        { Sensor, """{"odd":1,"odd":2}""", RejectionCode.DuplicateKey, "$.odd" },
        { Sensor, """{"odd":1,"\u006fdd":2}""", RejectionCode.DuplicateKey, "$['\\u006fdd']" },
        { Sensor, """{"odd":{"a":[{"b":1,"b":2}]}}""", RejectionCode.DuplicateKey, "$.odd.a[0].b" },
        { Sensor, """{"quality_score":101}""", RejectionCode.FieldRange, "$.quality_score" },
        { Sensor, """{"quality_score":-0.5}""", RejectionCode.FieldRange, "$.quality_score" },
        { Sensor, """{"quality_score":"98"}""", RejectionCode.FieldType, "$.quality_score" },
        { Sensor, """{"device_id":"ENV-OTHER"}""", RejectionCode.IdentityMismatch, "$.device_id" },
        { Sensor, """{"device_id":7}""", RejectionCode.FieldType, "$.device_id" },
        { Sensor, """{"farm_id":999}""", RejectionCode.IdentityMismatch, "$.farm_id" },
        { Sensor, """{"farm_id":7.5}""", RejectionCode.IdentityMismatch, "$.farm_id" },
        { Sensor, """{"farm_id":"FARM07"}""", RejectionCode.IdentityMismatch, "$.farm_id" },
        { Sensor, """{"farm_id":true}""", RejectionCode.FieldType, "$.farm_id" },
        { Sensor, """{"barn_id":1}""", RejectionCode.IdentityMismatch, "$.barn_id" },
        { Sensor, """{"zone_id":1}""", RejectionCode.IdentityMismatch, "$.zone_id" },
        { Collar, """{"animal_id":"COW-1"}""", RejectionCode.IdentityMismatch, "$.animal_id" },
        { Meter, """{"parlor_id":1}""", RejectionCode.IdentityMismatch, "$.parlor_id" },
        { Meter, """{"stall_id":1}""", RejectionCode.IdentityMismatch, "$.stall_id" },
        { Meter, """{"barn_id":1}""", RejectionCode.IdentityMismatch, "$.barn_id" },
        { Reader, """{"reader_id":"RFID-SOUTH"}""", RejectionCode.IdentityMismatch, "$.reader_id" },
        { Reader, """{"gate_id":"SOUTH"}""", RejectionCode.IdentityMismatch, "$.gate_id" },
        { Sensor, """{"timestamp":"2026-03-04T05:06:07"}""", RejectionCode.TimeInvalid, "$.timestamp" },
        { Sensor, """{"timestamp":"2026-03-04 05:06:07Z"}""", RejectionCode.TimeInvalid, "$.timestamp" },
        { Sensor, """{"timestamp":"2026-02-30T05:06:07Z"}""", RejectionCode.TimeInvalid, "$.timestamp" },
        { Sensor, """{"timestamp":""}""", RejectionCode.TimeInvalid, "$.timestamp" },
        { Sensor, """{"timestamp":1772600767}""", RejectionCode.FieldType, "$.timestamp" },
        { Sensor, """{"timestamp":"2999-01-01T00:00:00Z"}""", RejectionCode.TimeOutOfHorizon, "$.timestamp" },
        { Sensor, """{"timestamp":"0001-01-01T00:00:00+23:59"}""", RejectionCode.TimeOutOfHorizon, "$.timestamp" },
        { Meter, """{"session_data":{"end_time":"2027-01-01T00:00:00Z"}}""", RejectionCode.TimeOutOfHorizon, "$.session_data.end_time" },
        { Meter, """{"session_data":{"start_time":"now"}}""", RejectionCode.TimeInvalid, "$.session_data.start_time" },
        { Meter, """{"milk_data":{"temperature_c":1,"temperature_celsius":2}}""", RejectionCode.DuplicateKey,
            "$.milk_data.temperature_celsius" },
        { Meter, """{"animal_id":"cow 1"}""", RejectionCode.FieldRange, "$.animal_id" },
        { Meter, """{"animal_id":"COW\u0000"}""", RejectionCode.FieldRange, "$.animal_id" },
        { Meter, """{"session_id":"a b"}""", RejectionCode.FieldRange, "$.session_id" },
        { Meter, """{"session_id":""}""", RejectionCode.FieldRange, "$.session_id" },
        { Meter, """{"session_id":"S"}""", RejectionCode.NoValues, "$" },
        { Meter, """{"quality_flags":{"blood_detected":0}}""", RejectionCode.FieldType, "$.quality_flags.blood_detected" },
        { Collar, """{"battery_level":null,"firmware_version":"1"}""", RejectionCode.NoValues, "$" },
        { Collar, """{"position":7}""", RejectionCode.FieldType, "$.position" },
        { TopicKind.HealthStatus, "{}", RejectionCode.NoValues, "$" },
        { Reader, """{"rssi":-40}""", RejectionCode.FieldMissing, "$.tag_epc" },
        { Reader, """{"antenna_id":1.5}""", RejectionCode.FieldRange, "$.antenna_id" },
        { Reader, """{"antenna_id":"1"}""", RejectionCode.FieldType, "$.antenna_id" },
        { Sensor, """{"seq":"1"}""", RejectionCode.FieldType, "$.seq" },
        { Sensor, """{"seq":9223372036854775808}""", RejectionCode.FieldRange, "$.seq" },
        { Sensor, """{"message_id":1.5}""", RejectionCode.FieldType, "$.message_id" },
        { Sensor, """{"message_id":""}""", RejectionCode.FieldRange, "$.message_id" },
        { Sensor, "[]", RejectionCode.BatchEmpty, "$" },
        { Sensor, """{"batch":[]}""", RejectionCode.BatchEmpty, "$.batch" },
        { Sensor, """{"batch":{}}""", RejectionCode.FieldType, "$.batch" },
        { Sensor, """{"batch":null}""", RejectionCode.FieldType, "$.batch" },
        { Sensor, """{"batch":[{"readings":{"co2_ppm":1}}],"farm_id":8}""", RejectionCode.IdentityMismatch, "$.farm_id" },
        { Sensor, """{"batch":[],"batch":[]}""", RejectionCode.DuplicateKey, "$.batch" },
        { Sensor, """{"batch":[{"readings":{"co2_ppm":1}}""", RejectionCode.JsonInvalid, null },
        { Sensor, """[{"readings":{"co2_ppm":1}}] 1""", RejectionCode.JsonInvalid, null },
        { TopicKind.DeviceStatus, "{}", RejectionCode.TopicMismatch, null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rejected_payload_reports_code_and_path(TopicKind kind, string payload, RejectionCode code, string? path)
    {
        var rejection = SamplePayloads.Reject(kind, payload);
        Assert.Equal((code, path), (rejection.Code, rejection.JsonPath));
        Assert.InRange(rejection.Message.Length, 20, 300);
        Assert.EndsWith(".", rejection.Message);
        Assert.DoesNotContain(rejection.Message, char.IsControl);
        Assert.Null(rejection.ItemIndex);
    }

    [Fact]
    public void Rejection_codes_of_payloads_are_all_tested()
    {
        RejectionCode[] elsewhere =
        [
            // Decided before or after the payload is decoded:
            RejectionCode.TopicUnknown, RejectionCode.NotAuthorized, RejectionCode.DeviceUnknown, RejectionCode.DeviceDisabled,
            RejectionCode.ProcessingFailed, RejectionCode.StreamFailed,

            // Sizes, covered by separate tests:
            RejectionCode.PayloadTooLarge, RejectionCode.BatchTooLarge, RejectionCode.JsonTooDeep,
        ];
        var reached = Cases.Select(row => row.Data.Item3).Concat(elsewhere).Distinct();
        Assert.Equal(Enum.GetValues<RejectionCode>(), reached.Order());
    }

    [Fact]
    public void Rejection_code_names_are_stable()
    {
        Assert.Equal("time_out_of_horizon", RejectionCodes.GetName(RejectionCode.TimeOutOfHorizon));
        Assert.Equal("utf8_invalid", RejectionCodes.GetName(RejectionCode.Utf8Invalid));
        Assert.Equal(
            Enum.GetValues<RejectionCode>().Length, Enum.GetValues<RejectionCode>().Select(RejectionCodes.GetName).Distinct().Count());
    }

    [Fact]
    public void Invalid_utf8_in_an_ignored_member_is_rejected()
    {
        foreach (var bad in new byte[][] { [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0x80] })
        {
            byte[] payload = [.. """{"sensor_type":"a"""u8, .. bad, .. "\",\"readings\":{\"co2_ppm\":1}}"u8];
            var (readings, rejections) = SamplePayloads.Decode(SamplePayloads.Context(Sensor), payload);
            Assert.Empty(readings);
            Assert.Equal(RejectionCode.Utf8Invalid, Assert.Single(rejections).Code);
        }
    }

    [Fact]
    public void Payload_over_64_kib_is_rejected()
    {
        var good = """{"readings":{"co2_ppm":1}}""";
        SamplePayloads.Accept(Sensor, good.PadRight(PayloadLimits.MaxBytes));
        Assert.Equal(RejectionCode.PayloadTooLarge, SamplePayloads.Reject(Sensor, good.PadRight(PayloadLimits.MaxBytes + 1)).Code);
    }

    [Theory]
    [InlineData(15, true)]
    [InlineData(16, false)]
    [InlineData(100, false)]
    [InlineData(20_000, false)]
    public void Payload_nested_more_than_16_levels_is_rejected(int inside, bool accepted)
    {
        var deep = new string('[', inside) + new string(']', inside);
        var (readings, rejections) = SamplePayloads.Decode(Sensor, $$$"""{"readings":{"co2_ppm":1},"deep":{{{deep}}}}""");
        Assert.Equal(accepted ? 1 : 0, readings.Count);
        Assert.All(rejections, rejection => Assert.Equal(RejectionCode.JsonTooDeep, rejection.Code));
    }

    [Fact]
    public void Batch_nesting_counts_towards_the_depth_of_an_item()
    {
        static string Item(int inside)
            => $$$"""{"readings":{"co2_ppm":1},"deep":{{{new string('[', inside)}}}{{{new string(']', inside)}}}}""";
        var (readings, rejections) = SamplePayloads.Decode(Sensor, $$"""{"batch":[{{Item(13)}},{{Item(14)}},{{Item(500)}}]}""");
        Assert.Single(readings);
        Assert.Equal([(RejectionCode.JsonTooDeep, 1), (RejectionCode.JsonTooDeep, 2)],
            rejections.Select(rejection => (rejection.Code, rejection.ItemIndex!.Value)));
    }

    [Fact]
    public void Rejection_message_shortens_and_escapes_the_value()
    {
        var rejection = SamplePayloads.Reject(Sensor, $$"""{"device_id":"<script>é{{new string('x', 5000)}}"}""");
        Assert.InRange(rejection.Message.Length, 20, 250);
        Assert.All(rejection.Message, c => Assert.InRange(c, ' ', '~'));
        Assert.DoesNotContain("<script>", rejection.Message);
        Assert.InRange(SamplePayloads.Reject(Sensor, $$"""{"{{new string('k', 5000)}}":1e999}""").JsonPath!.Length, 3, 100);
    }

    [Fact]
    public void Payload_with_many_members_is_checked_in_linear_time()
    {
        var members = string.Join(',', Enumerable.Range(0, 6000).Select(i => $"\"k{i}\":1"));
        Assert.Equal(RejectionCode.DuplicateKey, SamplePayloads.Reject(Sensor, $$"""{"readings":{"co2_ppm":1},{{members}},"k3":1}""").Code);
    }

    [Fact]
    public void Animal_in_the_payload_must_match_the_topic()
    {
        var context = SamplePayloads.Context(TopicKind.AnimalLocation) with { TopicAnimalId = "COW-8" };
        var (_, rejections) = SamplePayloads.Decode(context, Encoding.UTF8.GetBytes("""{"animal_id":"COW-9"}"""));
        Assert.Equal((RejectionCode.IdentityMismatch, "$.animal_id"), (rejections[0].Code, rejections[0].JsonPath));
    }
}
