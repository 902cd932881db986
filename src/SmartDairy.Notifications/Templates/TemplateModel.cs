using System.Globalization;
using System.Text.Json;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Contracts.Alerts.Delivery;
using SmartDairy.Contracts.Alerts.Outcomes;
using SmartDairy.Notifications.Channels;

namespace SmartDairy.Notifications.Templates;

/// <summary>The names available in templates and their values.</summary>
internal static class TemplateModel
{
    /// <summary>The top-level names allowed in users' templates.</summary>
    public static readonly IReadOnlySet<string> AllowedNames = new HashSet<string>(StringComparer.Ordinal)
    {
        "ack_link", "acknowledged_at", "acknowledged_by", "alert_id", "category", "cleared_at", "contact", "details", "farm", "link",
        "message", "occurrences",
        "opened_at", "priority", "purpose", "rule_id", "rule_name", "severity", "source", "source_label", "state", "time_zone", "values",
    };

    public static Dictionary<string, object?> Create(NotificationContext notice, string? link)
    {
        var zone = FindTimeZone(notice.TimeZone);
        var model = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["purpose"] = Purpose(notice.Purpose),
            ["farm"] = notice.FarmName,
            ["contact"] = notice.ContactName,
            ["time_zone"] = zone.Id,
            ["ack_link"] = notice.AcknowledgeLink,
            ["link"] = link,
            ["message"] = "",
            ["priority"] = "",
        };
        if (notice.Alert is { } alert)
        {
            Add(model, alert, zone);
        }

        return model;
    }

    public static TimeZoneInfo FindTimeZone(string? name) =>
        name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    private static void Add(Dictionary<string, object?> model, Alert alert, TimeZoneInfo zone)
    {
        model["alert_id"] = alert.Id;
        model["rule_id"] = alert.RuleId;
        model["rule_name"] = alert.RuleName;
        model["category"] = alert.Category;
        model["priority"] = PriorityFormat.ToText(alert.Priority);
        model["severity"] = PriorityFormat.ToSeverity(alert.Priority);
        model["state"] = alert.State.ToString().ToLowerInvariant();
        model["message"] = alert.Message;
        model["occurrences"] = alert.Occurrences;
        model["opened_at"] = FormatLocalTime(alert.OpenedAt, zone);
        model["cleared_at"] = FormatLocalTime(alert.ClearedAt, zone);
        model["acknowledged_at"] = FormatLocalTime(alert.AcknowledgedAt, zone);
        model["acknowledged_by"] = alert.AcknowledgedBy;
        model["source_label"] = alert.Source.Name is { Length: > 0 } name ? $"{name} ({alert.Source.Id})" : alert.Source.Id;
        model["source"] = new Dictionary<string, object?>
        {
            ["type"] = alert.Source.Type,
            ["id"] = alert.Source.Id,
            ["name"] = alert.Source.Name,
            ["barn_id"] = alert.Source.BarnId,
            ["zone_id"] = alert.Source.ZoneId,
        };
        var details = Details(alert.Details);
        model["details"] = details;
        model["values"] = Values(details);
    }

    private static List<object?> Values(Dictionary<string, object?> details)
    {
        var thresholds = details.GetValueOrDefault(EvidenceFields.Thresholds) as Dictionary<string, object?> ?? [];
        return details.GetValueOrDefault(EvidenceFields.Values) is Dictionary<string, object?> values
            ? [.. values.Select(value => new Dictionary<string, object?>
            {
                ["name"] = value.Key,
                ["value"] = value.Value,
                ["threshold"] = thresholds.GetValueOrDefault(value.Key),
            })]
            : [];
    }

    private static Dictionary<string, object?> Details(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return ToClrValue(json.RootElement) as Dictionary<string, object?> ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static object? ToClrValue(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object =>
            json.EnumerateObject().GroupBy(member => member.Name).ToDictionary(group => group.Key, group => ToClrValue(group.Last().Value)),
        JsonValueKind.Array => json.EnumerateArray().Select(ToClrValue).ToList(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.TryGetDecimal(out var number) ? number : json.GetRawText(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static string? FormatLocalTime(long? milliseconds, TimeZoneInfo zone) => milliseconds is { } time
        ? TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(time), zone)
        .ToString("ddd d MMM yyyy HH:mm", CultureInfo.InvariantCulture)
        : null;

    private static string Purpose(DeliveryPurpose purpose) => purpose.ToString().ToLowerInvariant();
}
