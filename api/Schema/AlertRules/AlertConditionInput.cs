using System.Text.Json;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.GraphQL.Errors;
using SmartDairy.GraphQL.Typing;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>One comparison of a rule's condition: a field, an operator and a value.</summary>
public sealed class AlertConditionInput
{
    private const int MaxFieldLength = 400;
    private const int MaxValueLength = 16_384;

    /// <summary>
    /// Field or function of one, up to 400 characters: temperature_c, thi, avg(temperature_c, PT15M), deviation(activity_score, P7D).
    /// </summary>
    public required string Field { get; init; }

    /// <summary>Comparison operator. Every comparison with a field that the reading lacks is false, NE included.</summary>
    public required ConditionOperator Operator { get; init; }

    /// <summary>Value to compare with: a number, text or boolean, or a list for IN. At most 16,384 characters of JSON.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Joins this comparison to the one before it. AND binds tighter than OR; ignored on the first comparison.</summary>
    [DefaultLiteral("AND")]
    public ConditionLogic? Logic { get; init; }

    internal static IReadOnlyList<RuleCondition> ToConditions(string path, IReadOnlyList<AlertConditionInput> inputs)
    {
        var conditions = new RuleCondition[inputs.Count];
        for (var i = 0; i < conditions.Length; i++)
        {
            conditions[i] = inputs[i].ToCondition($"{path}[{i}]");
        }

        return conditions;
    }

    private RuleCondition ToCondition(string path)
    {
        Argument.MaxLength($"{path}.field", Field, MaxFieldLength);
        var value = Value is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given ? given.GetRawText() : null;
        return value is { Length: > MaxValueLength }
            ? throw new InvalidArgumentException($"'{path}.value' has {value.Length} characters; at most {MaxValueLength} are allowed.")
            : new(Field, Operator, value, Logic ?? ConditionLogic.And);
    }
}
