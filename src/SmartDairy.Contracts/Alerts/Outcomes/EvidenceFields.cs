namespace SmartDairy.Contracts.Alerts.Outcomes;

/// <summary>
/// Names in the evidence (<c>details</c>) of an alert: <c>rule_version</c>, <c>condition</c> (as text), <c>values</c> (measured values by
/// field), <c>thresholds</c> (compared values by field), <c>since</c> (RFC 3339, when the cause began), <c>duration_minutes</c> (since
/// then), and where available <c>measured_at</c> (RFC 3339), <c>current_value</c>, <c>threshold</c>, <c>silent_since</c>, <c>device_id</c>,
/// <c>animal_id</c>, <c>barn_id</c>, <c>zone_id</c> and <c>quality</c>.
/// </summary>
public static class EvidenceFields
{
    public const string RuleVersion = "rule_version";
    public const string Condition = "condition";
    public const string Values = "values";
    public const string Thresholds = "thresholds";
    public const string MeasuredAt = "measured_at";
    public const string Since = "since";
    public const string CurrentValue = "current_value";
    public const string Threshold = "threshold";
    public const string DurationMinutes = "duration_minutes";
    public const string SilentSince = "silent_since";
    public const string DeviceId = "device_id";
    public const string AnimalId = "animal_id";
    public const string BarnId = "barn_id";
    public const string ZoneId = "zone_id";
    public const string Quality = "quality";
}
