namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>Joins a comparison to the one before it. AND binds tighter than OR; ignored on the first comparison.</summary>
/// <remarks>The numbers are stored.</remarks>
public enum ConditionLogic
{
    /// <summary>Both comparisons must hold; binds tighter than OR.</summary>
    And = 0,

    /// <summary>At least one of the comparisons must hold.</summary>
    Or = 1,
}
