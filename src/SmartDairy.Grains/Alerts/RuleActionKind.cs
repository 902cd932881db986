namespace SmartDairy.Grains.Alerts;

public enum RuleActionKind
{
    Notification,
    Webhook,
    Command,
}
