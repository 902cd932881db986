using System.Globalization;
using SmartDairy.Contracts.Alerts;

namespace SmartDairy.Grains.Alerts;

/// <summary>The MQTT topic of an alert: <c>dairy/farm/{farm}/alert/{severity}/{category}</c>.</summary>
public static class AlertTopic
{
    /// <summary>The topic of an alert.</summary>
    public static string From(Alert alert)
        => string.Create(CultureInfo.InvariantCulture, $"dairy/farm/{alert.FarmId}/alert/{Severity(alert.Priority)}/{alert.Category}");

    /// <summary><c>critical</c>, <c>warning</c> or <c>info</c>.</summary>
    public static string Severity(Priority priority) => priority switch
    {
        Priority.Critical => "critical",
        Priority.High or Priority.Medium => "warning",
        _ => "info",
    };
}
