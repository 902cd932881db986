namespace SmartDairy.Grains.Alerts;

/// <param name="After">Since the alert was raised.</param>
/// <param name="Action">Whom, and how.</param>
public sealed record EscalationLevel(TimeSpan After, RuleAction Action);
