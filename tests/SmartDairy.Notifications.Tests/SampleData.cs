using System.Text.Json;
using SmartDairy.Contracts.Alerts;
using SmartDairy.Notifications.Channels;
using SmartDairy.Notifications.Configuration;
using SmartDairy.Notifications.Http;

namespace SmartDairy.Notifications.Tests;

internal static class SampleData
{
    /// <summary>2026-02-02T12:55:10.123Z.</summary>
    public const long OpenedAt = 1_770_036_910_123;

    public static Alert Alert => new()
    {
        Id = "ALT-20260202125510-9f2c41d07ab3",
        FarmId = 7,
        RuleId = "RULE-TEMP-HIGH-001",
        RuleVersion = 3,
        RuleName = "High Temperature",
        Category = "environment",
        Source = new("sensor", "ENV-1", "Barn 1 Zone 1"),
        Priority = Priority.High,
        State = AlertState.Open,
        Message = "Temperature 28.5 °C exceeds 25 °C",
        Details =
        """{"current_value":28.5,"threshold":25,"duration_minutes":15,"values":{"temperature_c":28.5},"thresholds":{"temperature_c":25}}""",
        OpenedAt = OpenedAt,
        RaisedAt = OpenedAt + 400,
    };

    public static Notification Notification(string address, string id = "DLV-0001") => new()
    {
        Id = id,
        Address = address,
        Subject = "Zu heiß: Stall Süd 🐄",
        Text = "Temperatur 28,5 °C\nbitte lüften",
        Html = "<p>Temperatur 28,5 °C</p>",
        Priority = Priority.High,
        Data = """{"alert_id":"ALT-1","message":"28,5 °C"}""",
        Link = "https://dairy.example.com/alerts/ALT-1",
        Topic = "ALT-1",
    };

    public static SsrfGuardedHttpClient CreateGuardedClient(
        NotificationOptions settings, Func<string, CancellationToken, Task<System.Net.IPAddress[]>>? lookUp = null) =>
        new(settings, new ServerCertificateValidator(settings), lookUp);

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
