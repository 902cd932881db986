using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Notifications.Channels;

namespace SmartDairy.Notifications.Payloads;

/// <summary>
/// The JSON of an alert for MQTT and webhooks: <c>alert_id</c>, <c>timestamp</c>, <c>rule_id</c>, <c>rule_name</c>, <c>priority</c>,
/// <c>severity</c>, <c>state</c>, <c>farm_id</c>, <c>category</c>, <c>source</c> {type, id, name}, <c>message</c>, <c>details</c>,
/// <c>actions</c>; after acknowledgement or clearing also <c>acknowledged_at</c>, <c>acknowledged_by</c>, <c>cleared_at</c>. Times are RFC
/// 3339 in UTC with milliseconds; enum values are in lower case.
/// </summary>
public static class AlertJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="actionsJson">The rule's actions as a JSON array; null for none.</param>
    /// <exception cref="JsonException">The details or the actions are not valid JSON.</exception>
    public static string Serialize(Alert alert, string? actionsJson)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("alert_id", alert.Id);
            json.WriteString("timestamp", FormatTime(alert.OpenedAt));
            json.WriteString("rule_id", alert.RuleId);
            json.WriteString("rule_name", alert.RuleName);
            json.WriteString("priority", PriorityFormat.ToText(alert.Priority));
            json.WriteString("severity", PriorityFormat.ToSeverity(alert.Priority));
            json.WriteString("state", State(alert.State));
            json.WriteNumber("farm_id", alert.FarmId);
            json.WriteString("category", alert.Category);
            json.WriteStartObject("source");
            json.WriteString("type", alert.Source.Type);
            json.WriteString("id", alert.Source.Id);
            json.WriteString("name", alert.Source.Name);
            json.WriteEndObject();
            json.WriteString("message", alert.Message);
            Write(json, "details", alert.Details);
            Write(json, "actions", actionsJson ?? "[]");
            Write(json, "acknowledged_at", alert.AcknowledgedAt);
            if (alert.AcknowledgedBy is { } by)
            {
                json.WriteString("acknowledged_by", by);
            }

            Write(json, "cleared_at", alert.ClearedAt);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, string name, string text)
    {
        using var value = JsonDocument.Parse(text);
        json.WritePropertyName(name);
        value.RootElement.WriteTo(json);
    }

    private static void Write(Utf8JsonWriter json, string name, long? time)
    {
        if (time is { } milliseconds)
        {
            json.WriteString(name, FormatTime(milliseconds));
        }
    }

    private static string FormatTime(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string State(AlertState state) => state switch
    {
        AlertState.Open => "open",
        AlertState.Acknowledged => "acknowledged",
        _ => "cleared",
    };
}
