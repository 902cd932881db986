using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Devices;
using SmartDairy.Rules.Fields;

namespace SmartDairy.Rules.Language;

/// <summary>Whether a field, an operator and a value go together.</summary>
internal static class OperandTypeValidator
{
    public const int MaxListLength = 200;

    private static readonly string[] Statuses = [.. Enum.GetNames<DeviceStatus>().Select(name => name.ToUpperInvariant())];

    /// <summary>Null when they do.</summary>
    public static (bool OfValue, string Sentence)? Validate(FieldExpression field, ConditionOperator op, Literal value)
    {
        if (op == ConditionOperator.In)
        {
            return value is not ListLiteral list ? (true, "IN needs a list such as [1, 2].")
                : list.Values.Count is 0 or > MaxListLength ? (true, $"A list has 1 to {MaxListLength} values; this one has {list.Values.Count}.")
                : list.Values.Select(one => ValidateValue(field, one)).FirstOrDefault(wrong => wrong is not null);
        }

        if (value is ListLiteral)
        {
            return (true, $"{OperatorSyntax.Format(op)} compares with one value; a list goes with IN.");
        }

        if (ValidateValue(field, value) is { } sentence)
        {
            return sentence;
        }

        return (op, value) switch
        {
            (ConditionOperator.Contains, not TextLiteral) => (false, $"CONTAINS is for texts; {field} is compared with {FormatOperators(value)}."),
            (ConditionOperator.Gt or ConditionOperator.Lt or ConditionOperator.Gte or ConditionOperator.Lte, not NumberLiteral)
                => (false, $"{OperatorSyntax.Format(op)} is for numbers; {field} is {Describe(field.Type)}, for which {FormatOperators(value)} are allowed."),
            _ => null,
        };
    }

    /// <summary>A status is kept in capitals, however it was written.</summary>
    public static Literal Normalize(FieldExpression field, Literal value) => (field, value) switch
    {
        ({ Source: FieldSource.Device, Type: FieldType.Text }, TextLiteral text) => new TextLiteral(text.Value.ToUpperInvariant()),
        ({ Source: FieldSource.Device, Type: FieldType.Text }, ListLiteral list) => new ListLiteral([.. list.Values.Select(one => Normalize(field, one))]),
        _ => value,
    };

    private static (bool, string)? ValidateValue(FieldExpression field, Literal value) => (field.Type, value) switch
    {
        (FieldType.Text, TextLiteral text) when field.Source == FieldSource.Device && !Statuses.Contains(text.Value, StringComparer.OrdinalIgnoreCase)
            => (true, $"{text.Value} is no status; allowed are {string.Join(", ", Statuses)}."),
        (FieldType.Number, NumberLiteral) or (FieldType.Text, TextLiteral) or (FieldType.Boolean, BooleanLiteral) or (FieldType.Any, not ListLiteral) => null,
        _ => (true, $"{field} is {Describe(field.Type)} and is compared with {Describe(field.Type)}."),
    };

    private static string Describe(FieldType type) => type switch
    {
        FieldType.Number => "a number",
        FieldType.Text => "a text",
        FieldType.Boolean => "true or false",
        _ => "of any type",
    };

    private static string FormatOperators(Literal value) => value switch
    {
        TextLiteral => "= != IN CONTAINS",
        BooleanLiteral => "= !=",
        _ => "= != > < >= <= IN",
    };
}
