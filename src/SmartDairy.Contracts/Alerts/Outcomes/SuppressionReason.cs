namespace SmartDairy.Contracts.Alerts.Outcomes;

/// <summary>What kept an alert from opening; they are looked at in this order, and the first counts. The numbers are stored: never reuse one.</summary>
public enum SuppressionReason
{
    /// <summary>Outside the rule's schedule.</summary>
    Schedule = 0,

    /// <summary>A maintenance window.</summary>
    Maintenance = 1,

    /// <summary>The rule is snoozed at this source.</summary>
    Snoozed = 2,

    /// <summary>Too soon after the last alert.</summary>
    Suppressed = 3,

    /// <summary>Too many alerts within the hour.</summary>
    MaxPerHour = 4,
}
