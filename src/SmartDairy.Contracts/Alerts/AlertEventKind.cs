namespace SmartDairy.Contracts.Alerts;

/// <summary>Kind of change in the history of an alert.</summary>
/// <remarks>The numbers are stored: never reuse one.</remarks>
public enum AlertEventKind
{
    /// <summary>The alert opened when its rule's condition came true.</summary>
    Opened = 0,

    /// <summary>Somebody acknowledged having seen the alert; the text is the comment, if any.</summary>
    Acknowledged = 1,

    /// <summary>The cause of the alert ended, or a user or the system cleared the alert.</summary>
    Cleared = 2,

    /// <summary>Somebody was made responsible; the text is the name, or null for nobody.</summary>
    Assigned = 3,

    /// <summary>A user added a comment, which is the text.</summary>
    Commented = 4,

    /// <summary>Notifications were stopped for a time; the text is its end.</summary>
    Snoozed = 5,

    /// <summary>The alert became more urgent; the text is the new priority.</summary>
    Worsened = 6,

    /// <summary>The next level of the escalation chain was notified; the text is the level, from 1.</summary>
    Escalated = 7,

    /// <summary>A reminder was sent because nobody acknowledged the alert.</summary>
    Reminded = 8,

    /// <summary>Late data moved the beginning or end of the alert; the text says how.</summary>
    Corrected = 9,

    /// <summary>Late data showed that the alert should not have opened.</summary>
    Retracted = 10,

    /// <summary>An action of the rule failed permanently; the text is the answer received.</summary>
    ActionFailed = 11,

    /// <summary>The condition came true again while the alert was open.</summary>
    Recurred = 12,
}
