namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>How a field is compared. A field that is missing makes every comparison false, <see cref="Ne"/> included. The numbers are stored.</summary>
public enum ConditionOperator
{
    /// <summary>Equal.</summary>
    Eq = 0,

    /// <summary>Not equal.</summary>
    Ne = 1,

    /// <summary>Greater.</summary>
    Gt = 2,

    /// <summary>Less.</summary>
    Lt = 3,

    /// <summary>Greater or equal.</summary>
    Gte = 4,

    /// <summary>Less or equal.</summary>
    Lte = 5,

    /// <summary>One of a list.</summary>
    In = 6,

    /// <summary>A text that contains another, ignoring case.</summary>
    Contains = 7,
}
