namespace SmartDairy.Contracts.Alerts.Outcomes;

/// <summary>
/// Names in the evidence of an alert, its <c>details</c>: <c>rule_version</c>, <c>condition</c> (as text), <c>values</c> (by field: what it was), <c>thresholds</c> (by field:
/// what it was compared with), <c>measured_at</c> (RFC 3339), <c>since</c> (when the condition came true), and where there is one <c>current_value</c>, <c>threshold</c>,
/// <c>duration_minutes</c>, <c>silent_since</c>, <c>device_id</c>, <c>animal_id</c>, <c>barn_id</c>, <c>zone_id</c>, <c>quality</c>.
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
