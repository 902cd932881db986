using System.Text.Json;
using GraphQL;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.GraphQL.Scalars;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>One comparison of a rule's condition: a field, an operator and a value.</summary>
[Name("AlertCondition")]
public sealed record AlertConditionView(string Field, ConditionOperator Operator, JsonElement? Value, ConditionLogic Logic)
{
    /// <summary>Field that is compared, or a function of one, such as temperature_c or avg(temperature_c, PT15M).</summary>
    public string Field { get; } = Field;

    /// <summary>Comparison operator between the field and the value.</summary>
    public ConditionOperator Operator { get; } = Operator;

    /// <summary>Value the field is compared with: a number, text, boolean or list; null when none was given.</summary>
    public JsonElement? Value { get; } = Value;

    /// <summary>Joins this comparison to the one before it. AND binds tighter than OR; ignored on the first comparison.</summary>
    public ConditionLogic Logic { get; } = Logic;

    internal static AlertConditionView From(RuleCondition condition) =>
        new(condition.Field, condition.Operator, JsonText.ToElement(condition.Value), condition.Logic);
}
