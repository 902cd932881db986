namespace SmartDairy.Contracts.Alerts.Outcomes;

/// <summary>
/// Reason an alert was kept from opening: the first of SCHEDULE, MAINTENANCE, SNOOZED, SUPPRESSED and MAX_PER_HOUR that applies.
/// </summary>
/// <remarks>Checked in the order of their numbers, which are stored: never reuse one.</remarks>
public enum SuppressionReason
{
    /// <summary>The time is outside the rule's schedule.</summary>
    Schedule = 0,

    /// <summary>A maintenance window covers the source.</summary>
    Maintenance = 1,

    /// <summary>The rule is snoozed at this source.</summary>
    Snoozed = 2,

    /// <summary>The rule's minimum time since the last alert has not passed.</summary>
    Suppressed = 3,

    /// <summary>The rule's maximum number of alerts per hour is reached.</summary>
    MaxPerHour = 4,
}
