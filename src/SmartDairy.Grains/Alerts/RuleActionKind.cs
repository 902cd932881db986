namespace SmartDairy.Grains.Alerts;

/// <summary>The kinds of actions of a rule.</summary>
public enum RuleActionKind
{
    /// <summary>A message to contacts and addresses.</summary>
    Notification,

    /// <summary>A request to a URL.</summary>
    Webhook,

    /// <summary>A command to a device.</summary>
    Command,
}
