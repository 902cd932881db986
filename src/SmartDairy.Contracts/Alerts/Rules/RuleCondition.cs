namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>One comparison of a flat list.</summary>
/// <param name="Field">A field or a function of one, e.g. <c>temperature_c</c>, <c>thi</c>, <c>avg(temperature_c, PT15M)</c>.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Value">What it is compared with, as JSON: a number, a text, a boolean, or for <see cref="ConditionOperator.In"/> a list. Null when none was given.</param>
/// <param name="Logic">How it is joined to the condition before it.</param>
[GenerateSerializer, Immutable, Alias("rule-condition")]
public sealed record RuleCondition(
    [property: Id(0)] string Field,
    [property: Id(1)] ConditionOperator Operator,
    [property: Id(2)] string? Value,
    [property: Id(3)] ConditionLogic Logic = ConditionLogic.And);
