using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Rules.Language;

namespace SmartDairy.Rules.Conditions;

internal sealed class TextNode(FieldAccessor field, ConditionOperator op, Literal literal) : ConditionNode
{
    private readonly string _value = literal is TextLiteral text ? text.Value : "";
    private readonly HashSet<string> _list = literal is ListLiteral list
        ? [.. list.Values.OfType<TextLiteral>().Select(item => item.Value)]
        : [];

    public override bool Holds(EvaluationContext context, int[] windowSlots) => Compare(field.GetText(context));

    public bool Compare(string? value) => value is not null && op switch
    {
        ConditionOperator.Eq => value == _value,
        ConditionOperator.Ne => value != _value,
        ConditionOperator.Contains => value.Contains(_value, StringComparison.OrdinalIgnoreCase),
        _ => _list.Contains(value),
    };
}
