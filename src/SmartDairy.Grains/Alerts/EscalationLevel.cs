namespace SmartDairy.Grains.Alerts;

/// <summary>One level of an escalation chain.</summary>
/// <param name="After">The time without an acknowledgement, counted from when the alert was raised.</param>
/// <param name="Action">The notification of the level.</param>
public sealed record EscalationLevel(TimeSpan After, RuleAction Action);
