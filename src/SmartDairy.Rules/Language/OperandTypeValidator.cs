using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Contracts.Devices;
using SmartDairy.Rules.Fields;

namespace SmartDairy.Rules.Language;

/// <summary>Checks that a field, an operator and a value have compatible types.</summary>
internal static class OperandTypeValidator
{
    public const int MaxListLength = 200;

    private static readonly string[] Statuses = [.. Enum.GetNames<DeviceStatus>().Select(name => name.ToUpperInvariant())];

    /// <summary>Null when the types are compatible.</summary>
    public static (bool OfValue, string Sentence)? Validate(FieldExpression field, ConditionOperator op, Literal value)
    {
        if (op == ConditionOperator.In)
        {
            return value is not ListLiteral list ? (true, "IN requires a list such as [1, 2].")
                : list.Values.Count is 0 or > MaxListLength
                    ? (true, $"A list must have 1 to {MaxListLength} values; this list has {list.Values.Count}.")
                : list.Values.Select(item => ValidateValue(field, item)).FirstOrDefault(problem => problem is not null);
        }

        if (value is ListLiteral)
        {
            return (true, $"{OperatorSyntax.Format(op)} compares with a single value; use IN for a list.");
        }

        if (ValidateValue(field, value) is { } sentence)
        {
            return sentence;
        }

        return (op, value) switch
        {
            (ConditionOperator.Contains, not TextLiteral) =>
                (false, $"CONTAINS applies to texts; allowed for {field} are {FormatOperators(value)}."),
            (ConditionOperator.Gt or ConditionOperator.Lt or ConditionOperator.Gte or ConditionOperator.Lte, not NumberLiteral)
                => (false,
                    $"{OperatorSyntax.Format(op)} applies to numbers; {field} is {Describe(field.Type)}, for which {FormatOperators(value)} are allowed."),
            _ => null,
        };
    }

    /// <summary>Converts the names of device statuses to upper case; other values stay unchanged.</summary>
    public static Literal Normalize(FieldExpression field, Literal value) => (field, value) switch
    {
        ({ Source: FieldSource.Device, Type: FieldType.Text }, TextLiteral text) => new TextLiteral(text.Value.ToUpperInvariant()),
        ({ Source: FieldSource.Device, Type: FieldType.Text }, ListLiteral list) =>
            new ListLiteral([.. list.Values.Select(item => Normalize(field, item))]),
        _ => value,
    };

    private static (bool, string)? ValidateValue(FieldExpression field, Literal value) => (field.Type, value) switch
    {
        (FieldType.Text, TextLiteral text)
            when field.Source == FieldSource.Device && !Statuses.Contains(text.Value, StringComparer.OrdinalIgnoreCase)
            => (true, $"{text.Value} is not a status; allowed are {string.Join(", ", Statuses)}."),
        (FieldType.Number, NumberLiteral) or (FieldType.Text, TextLiteral) or (FieldType.Boolean, BooleanLiteral)
            or (FieldType.Any, not ListLiteral) => null,
        _ => (true, $"{field} is {Describe(field.Type)} and must be compared with {Describe(field.Type)}."),
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
