using System.Text.Json;
using SmartDairy.Api.GraphQL.Errors;
using SmartDairy.Api.GraphQL.Typing;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Api.Schema.AlertRules;

/// <summary>One comparison.</summary>
public sealed class AlertConditionInput
{
    private const int MaxFieldLength = 400;
    private const int MaxValueLength = 16_384;

    /// <summary>A field or a function of one: temperature_c, thi, avg(temperature_c, PT15M), deviation(rumination_minutes, P7D).</summary>
    public required string Field { get; init; }

    /// <summary>How it is compared. A field that a reading lacks makes every comparison false, NE too.</summary>
    public required ConditionOperator Operator { get; init; }

    /// <summary>What it is compared with: a number, a text, a boolean; a list for IN.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>How it is joined to the condition before it; AND binds tighter. The first one's is not looked at.</summary>
    [DefaultLiteral("AND")]
    public ConditionLogic? Logic { get; init; }

    internal static IReadOnlyList<RuleCondition> ToConditions(string path, IReadOnlyList<AlertConditionInput> inputs)
    {
        var conditions = new RuleCondition[inputs.Count];
        for (var i = 0; i < conditions.Length; i++) conditions[i] = inputs[i].ToCondition($"{path}[{i}]");
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
