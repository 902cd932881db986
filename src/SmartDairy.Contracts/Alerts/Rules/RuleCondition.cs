namespace SmartDairy.Contracts.Alerts.Rules;

/// <summary>One comparison in a flat list of conditions.</summary>
/// <param name="Field">A field or a function of a field, e.g. <c>temperature_c</c>, <c>thi</c>, <c>avg(temperature_c, PT15M)</c>.</param>
/// <param name="Operator">Comparison operator.</param>
/// <param name="Value">The compared value as JSON: a number, a text, a boolean, or a list for <see cref="ConditionOperator.In"/>. Null when
/// none was given.</param>
/// <param name="Logic">Joins the condition to the preceding one; ignored for the first.</param>
[GenerateSerializer, Immutable, Alias("rule-condition")]
public sealed record RuleCondition(
    [property: Id(0)] string Field,
    [property: Id(1)] ConditionOperator Operator,
    [property: Id(2)] string? Value,
    [property: Id(3)] ConditionLogic Logic = ConditionLogic.And);
