using SmartDairy.Contracts.Alerts;

namespace SmartDairy.Notifications.Channels;

/// <summary>Formats priorities for messages and payloads.</summary>
internal static class PriorityFormat
{
    public static string ToText(Priority priority) => priority switch
    {
        Priority.Critical => "critical",
        Priority.High => "high",
        Priority.Medium => "medium",
        Priority.Low => "low",
        _ => "info",
    };

    /// <summary>The coarser severity scale of MQTT topics: critical, warning or info.</summary>
    public static string ToSeverity(Priority priority) => priority switch
    {
        Priority.Critical => "critical",
        Priority.High or Priority.Medium => "warning",
        _ => "info",
    };

    /// <summary>How long a push service keeps a message for an unreachable device.</summary>
    public static TimeSpan PushTimeToLive(Priority priority) => priority switch
    {
        Priority.Critical or Priority.High => TimeSpan.FromHours(24),
        Priority.Medium => TimeSpan.FromHours(12),
        _ => TimeSpan.FromHours(4),
    };
}
