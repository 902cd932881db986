using System.Text.Json;
using GraphQL;
using SmartDairy.Api.GraphQL.Scalars;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>One comparison.</summary>
[Name("AlertCondition")]
public sealed record AlertConditionView(string Field, ConditionOperator Operator, JsonElement? Value, ConditionLogic Logic)
{
    /// <summary>A field or a function of one.</summary>
    public string Field { get; } = Field;

    /// <summary>How it is compared.</summary>
    public ConditionOperator Operator { get; } = Operator;

    /// <summary>What it is compared with.</summary>
    public JsonElement? Value { get; } = Value;

    /// <summary>How it is joined to the condition before it.</summary>
    public ConditionLogic Logic { get; } = Logic;

    internal static AlertConditionView From(RuleCondition condition) =>
        new(condition.Field, condition.Operator, JsonText.ToElement(condition.Value), condition.Logic);
}
