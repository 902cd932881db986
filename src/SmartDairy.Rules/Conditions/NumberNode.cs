using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Rules.Language;

namespace SmartDairy.Rules.Conditions;

internal sealed class NumberNode(FieldAccessor field, ConditionOperator op, Literal literal) : ConditionNode
{
    private readonly double _value = literal is NumberLiteral number ? number.Value : double.NaN;
    private readonly double[] _list = literal is ListLiteral list
        ? [.. list.Values.OfType<NumberLiteral>().Select(item => item.Value)]
        : [];

    public override bool Holds(EvaluationContext context, int[] windowSlots) => Compare(field.GetNumber(context, windowSlots));

    public bool Compare(double value) => !double.IsNaN(value) && op switch
    {
        ConditionOperator.Eq => value == _value,
        ConditionOperator.Ne => value != _value,
        ConditionOperator.Gt => value > _value,
        ConditionOperator.Lt => value < _value,
        ConditionOperator.Gte => value >= _value,
        ConditionOperator.Lte => value <= _value,
        _ => Array.IndexOf(_list, value) >= 0,
    };
}
