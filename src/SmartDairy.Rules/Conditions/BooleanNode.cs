using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Rules.Language;

namespace SmartDairy.Rules.Conditions;

internal sealed class BooleanNode(FieldAccessor field, ConditionOperator op, Literal literal) : ConditionNode
{
    public override bool Holds(EvaluationContext context, int[] windowSlots) => Compare(field.GetBoolean(context));

    public bool Compare(bool? value) => value is { } flag && op switch
    {
        ConditionOperator.Eq => literal is BooleanLiteral same && same.Value == flag,
        ConditionOperator.Ne => literal is BooleanLiteral other && other.Value != flag,
        _ => literal is ListLiteral list && list.Values.Contains(new BooleanLiteral(flag)),
    };
}
