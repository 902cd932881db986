namespace SmartDairy.Contracts.Alerts.Outcomes;

/// <summary>What a rule says of a source at a time.</summary>
public enum RuleOutcomeKind
{
    /// <summary>An alert opens.</summary>
    Opened = 0,

    /// <summary>The open alert is over.</summary>
    Cleared = 1,

    /// <summary>The open alert is more urgent than it was.</summary>
    Worsened = 2,

    /// <summary>The condition came true again while the alert was open.</summary>
    Recurred = 3,

    /// <summary>An alert would have opened, and something kept it away.</summary>
    Suppressed = 4,
}
