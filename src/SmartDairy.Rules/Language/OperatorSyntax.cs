using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Rules.Language;

/// <summary>Formats and parses operators.</summary>
public static class OperatorSyntax
{
    /// <summary>The shortest spelling of an operator.</summary>
    public static string Format(ConditionOperator op) => op switch
    {
        ConditionOperator.Eq => "=",
        ConditionOperator.Ne => "!=",
        ConditionOperator.Gt => ">",
        ConditionOperator.Lt => "<",
        ConditionOperator.Gte => ">=",
        ConditionOperator.Lte => "<=",
        ConditionOperator.In => "IN",
        _ => "CONTAINS",
    };

    /// <summary>Null when the text is not an operator.</summary>
    public static ConditionOperator? Parse(string text) => text.ToUpperInvariant() switch
    {
        "=" or "==" or "EQ" => ConditionOperator.Eq,
        "!=" or "<>" or "NE" => ConditionOperator.Ne,
        ">" or "GT" => ConditionOperator.Gt,
        "<" or "LT" => ConditionOperator.Lt,
        ">=" or "GTE" => ConditionOperator.Gte,
        "<=" or "LTE" => ConditionOperator.Lte,
        "IN" => ConditionOperator.In,
        "CONTAINS" => ConditionOperator.Contains,
        _ => null,
    };
}
