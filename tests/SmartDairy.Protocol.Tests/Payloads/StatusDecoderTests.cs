using System.Text;
using SmartDairy.Contracts.Commands;
using SmartDairy.Contracts.Devices;
using SmartDairy.Contracts.Topics;
using SmartDairy.Protocol.Payloads;
using SmartDairy.Protocol.Rejections;
using Xunit;

namespace SmartDairy.Protocol.Tests.Payloads;

public sealed class StatusDecoderTests
{
    [Fact]
    public void Status_report_with_all_members_is_decoded()
    {
        var report = Accept("""
            {"timestamp":"2026-03-04T05:06:07Z","device_id":"ENV-F7-B2-Z3","farm_id":7,"status":"warning","message":"fan\u0000 slow","battery_level":40,
             "signal_strength":-80,"firmware_version":"3.4.2","command_id":"C-1","command_state":"succeeded","result":{"rpm":[1,2e2]},
             "configuration":{"interval":30},"uptime":12}
            """);
        var expected = new DeviceStatusReport
        {
            Status = DeviceStatus.Warning,
            Time = SamplePayloads.Stamp,
            Message = "fan slow",
            BatteryLevel = 40,
            SignalStrength = -80,
            FirmwareVersion = "3.4.2",
            CommandId = "C-1",
            CommandState = CommandState.Succeeded,
            Result = """{"rpm":[1,200]}""",
            Configuration = """{"interval":30}""",
        };
        Assert.Equal(expected, report);
    }

    [Theory]
    [InlineData("ok", DeviceStatus.Online)]
    [InlineData("online", DeviceStatus.Online)]
    [InlineData("offline", DeviceStatus.Offline)]
    [InlineData("error", DeviceStatus.Error)]
    public void Status_name_is_parsed(string name, DeviceStatus status)
    => Assert.Equal(status, Accept($$"""{"status":"{{name}}"}""").Status);

    [Theory]
    [InlineData("delivered", CommandState.Delivered)]
    [InlineData("failed", CommandState.Failed)]
    public void Command_state_name_is_parsed(string name, CommandState state)
        => Assert.Equal(state, Accept($$"""{"command_id":"C","command_state":"{{name}}"}""").CommandState);

    [Fact]
    public void Empty_status_report_is_accepted() => Assert.Equal(new DeviceStatusReport(), Accept("{}"));

    [Fact]
    public void Command_result_accepts_any_json() => Assert.Equal("\"done\"", Accept("""{"result":"done"}""").Result);

    [Theory]
    [InlineData("", RejectionCode.PayloadEmpty, null)]
    [InlineData("{", RejectionCode.JsonInvalid, null)]
    [InlineData("{} {}", RejectionCode.JsonInvalid, null)]
    [InlineData("[]", RejectionCode.FieldType, "$")]
    [InlineData("""{"status":"fine"}""", RejectionCode.FieldRange, "$.status")]
    [InlineData("""{"status":"disabled"}""", RejectionCode.FieldRange, "$.status")]
    [InlineData("""{"status":1}""", RejectionCode.FieldType, "$.status")]
    [InlineData("""{"command_id":"C","command_state":"queued"}""", RejectionCode.FieldRange, "$.command_state")]
    [InlineData("""{"command_state":"failed"}""", RejectionCode.FieldMissing, "$.command_id")]
    [InlineData("""{"battery_level":101}""", RejectionCode.FieldRange, "$.battery_level")]
    [InlineData("""{"signal_strength":30}""", RejectionCode.FieldRange, "$.signal_strength")]
    [InlineData("""{"device_id":"GW-7"}""", RejectionCode.IdentityMismatch, "$.device_id")]
    [InlineData("""{"result":{"a":1,"a":2}}""", RejectionCode.DuplicateKey, "$.result.a")]
    [InlineData("""{"timestamp":"yesterday"}""", RejectionCode.TimeInvalid, "$.timestamp")]
    public void Invalid_status_report_is_rejected(string payload, RejectionCode code, string? path)
    {
        Assert.False(Decode(payload, out var report, out var refusal));
        Assert.Null(report);
        Assert.Equal((code, path), (refusal!.Code, refusal.JsonPath));
    }

    [Fact]
    public void Configuration_over_8_kib_is_rejected()
    {
        var longest = new string('x', PayloadLimits.MaxDocumentBytes - 2);
        Assert.Equal($"\"{longest}\"", Accept($$"""{"configuration":"{{longest}}"}""").Configuration);
        Assert.False(Decode($$"""{"configuration":"{{longest}}x"}""", out _, out var refusal));
        Assert.Equal((RejectionCode.FieldRange, "$.configuration"), (refusal!.Code, refusal.JsonPath));
    }

    private static DeviceStatusReport Accept(string payload)
    {
        Assert.True(Decode(payload, out var report, out var refusal), refusal?.Message);
        return report!;
    }

    private static bool Decode(string payload, out DeviceStatusReport? report, out Rejection? refusal)
        => StatusDecoder.TryDecode(
            SamplePayloads.Context(TopicKind.SensorTelemetry), Encoding.UTF8.GetBytes(payload), out report, out refusal);
}
