namespace SmartDairy.Contracts.Alerts.Outcomes;

/// <summary>Kinds of rule outcomes.</summary>
public enum RuleOutcomeKind
{
    /// <summary>An alert opens.</summary>
    Opened = 0,

    /// <summary>The open alert clears.</summary>
    Cleared = 1,

    /// <summary>The open alert becomes more urgent.</summary>
    Worsened = 2,

    /// <summary>The condition became true again while the alert was open.</summary>
    Recurred = 3,

    /// <summary>An alert would have opened but was suppressed.</summary>
    Suppressed = 4,
}
