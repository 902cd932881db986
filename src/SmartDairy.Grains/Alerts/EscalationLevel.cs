namespace SmartDairy.Grains.Alerts;

/// <param name="After">Since the alert was raised.</param>
/// <param name="Tell">Whom, and how.</param>
public sealed record EscalationLevel(TimeSpan After, RuleAction Tell);
