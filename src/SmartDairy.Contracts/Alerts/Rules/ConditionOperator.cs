namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>Operator of a comparison. Every comparison with a missing field is false, NE included.</summary>
/// <remarks>The numbers are stored.</remarks>
public enum ConditionOperator
{
    /// <summary>The field equals the value.</summary>
    Eq = 0,

    /// <summary>The field differs from the value.</summary>
    Ne = 1,

    /// <summary>The field is greater than the value.</summary>
    Gt = 2,

    /// <summary>The field is less than the value.</summary>
    Lt = 3,

    /// <summary>The field is greater than or equal to the value.</summary>
    Gte = 4,

    /// <summary>The field is less than or equal to the value.</summary>
    Lte = 5,

    /// <summary>The field equals one value of a list.</summary>
    In = 6,

    /// <summary>The field is a text that contains the value, ignoring case.</summary>
    Contains = 7,
}
