namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>How a condition is joined to the one before it; the first one's is not looked at. AND binds tighter than OR. The numbers are stored.</summary>
public enum ConditionLogic
{
    And = 0,
    Or = 1,
}
