using SmartDairy.Contracts.Alerts;

namespace SmartDairy.Notifications.Channels;

/// <summary>Priorities as programs and people read them.</summary>
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

    /// <summary>The coarser scale of MQTT topics.</summary>
    public static string ToSeverity(Priority priority) => priority switch
    {
        Priority.Critical => "critical",
        Priority.High or Priority.Medium => "warning",
        _ => "info",
    };

    /// <summary>How long a push service keeps a message for a phone that is off.</summary>
    public static TimeSpan PushTimeToLive(Priority priority) => priority switch
    {
        Priority.Critical or Priority.High => TimeSpan.FromHours(24),
        Priority.Medium => TimeSpan.FromHours(12),
        _ => TimeSpan.FromHours(4),
    };
}
