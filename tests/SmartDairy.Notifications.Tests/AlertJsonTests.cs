using CsCheck;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Notifications.Payloads;
using Xunit;

namespace SmartDairy.Notifications.Tests;

public sealed class AlertJsonTests
{
    [Fact]
    public void Open_alert_is_serialized_in_the_topic_format()
    {
        const string Expected =
            """
            {"alert_id":"ALT-20260202125510-9f2c41d07ab3","timestamp":"2026-02-02T12:55:10.123Z","rule_id":"RULE-TEMP-HIGH-001","rule_name":"High Temperature",
            "priority":"high","severity":"warning","state":"open","farm_id":7,"category":"environment","source":{"type":"sensor","id":"ENV-1","name":"Barn 1 Zone 1"},
            "message":"Temperature 28.5 °C exceeds 25 °C",
            "details":{"current_value":28.5,"threshold":25,"duration_minutes":15,"values":{"temperature_c":28.5},"thresholds":{"temperature_c":25}},
            "actions":[{"type":"notification","channels":["email","push"]}]}
            """;
        Assert.Equal(
            Expected.ReplaceLineEndings(""),
            AlertJson.Serialize(SampleData.Alert, """[ {"type":"notification", "channels":["email","push"]} ]"""));
    }

    [Fact]
    public void Acknowledged_and_cleared_alert_includes_the_times()
    {
        var alert = SampleData.Alert with
        {
            State = AlertState.Cleared,
            AcknowledgedAt = SampleData.OpenedAt + 1_000,
            AcknowledgedBy = "anna",
            ClearedAt = SampleData.OpenedAt + 60_000
        };
        var json = SampleData.Json(AlertJson.Serialize(alert, null));
        Assert.Equal("cleared", json.GetProperty("state").GetString());
        Assert.Equal("2026-02-02T12:55:11.123Z", json.GetProperty("acknowledged_at").GetString());
        Assert.Equal("anna", json.GetProperty("acknowledged_by").GetString());
        Assert.Equal("2026-02-02T12:56:10.123Z", json.GetProperty("cleared_at").GetString());
        Assert.Equal(0, json.GetProperty("actions").GetArrayLength());
    }

    [Fact]
    public void Any_message_text_round_trips() => Gen.String.Sample(text =>
    {
        var valid = new string([.. text.Where(letter => !char.IsSurrogate(letter))]);
        Assert.Equal(valid, SampleData.Json(AlertJson.Serialize(SampleData.Alert with { Message = valid }, null)).GetProperty("message")
            .GetString());
    });

    [Theory]
    [InlineData(Priority.Critical, "critical")]
    [InlineData(Priority.High, "warning")]
    [InlineData(Priority.Medium, "warning")]
    [InlineData(Priority.Low, "info")]
    [InlineData(Priority.Info, "info")]
    public void Priority_maps_to_the_coarser_severity(Priority priority, string severity) =>
        Assert.Equal(severity, SampleData.Json(AlertJson.Serialize(SampleData.Alert with { Priority = priority }, null))
        .GetProperty("severity").GetString());
}
