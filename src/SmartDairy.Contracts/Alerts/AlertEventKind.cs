namespace SmartDairy.Contracts.Alerts;

/// <summary>What happened to an alert. The numbers are stored: never reuse one.</summary>
public enum AlertEventKind
{
    Opened = 0,
    Acknowledged = 1,

    /// <summary>Its cause was gone, or somebody ended it.</summary>
    Cleared = 2,

    /// <summary>Somebody was made responsible; the text is who, or null for nobody.</summary>
    Assigned = 3,

    /// <summary>The text is the comment.</summary>
    Commented = 4,

    /// <summary>The text is until when.</summary>
    Snoozed = 5,

    /// <summary>It became more urgent; the text is how urgent.</summary>
    Worsened = 6,

    /// <summary>The next level of its escalation chain is told; the text is which, from 1.</summary>
    Escalated = 7,

    /// <summary>Somebody is told again, because nobody acknowledged it.</summary>
    Reminded = 8,

    /// <summary>Late data moved its beginning or its end; the text says how.</summary>
    Corrected = 9,

    /// <summary>Late data showed that it never was.</summary>
    Retracted = 10,

    /// <summary>An action of its rule failed for good; the text is what was answered.</summary>
    ActionFailed = 11,

    /// <summary>Its condition came true again while it was open.</summary>
    Recurred = 12,
}
