using SmartDairy.Contracts.Alerts.Language;
using SmartDairy.Contracts.Alerts.Rules;

namespace SmartDairy.Grains.Rules.Conditions;

internal sealed class FlagNode(FieldPlace field, ConditionOperator op, Literal literal) : ConditionNode
{
    public override bool Holds(Sight sight, int[] slots) => Compare(field.Flag(sight));

    public bool Compare(bool? value) => value is { } flag && op switch
    {
        ConditionOperator.Eq => literal is FlagLiteral same && same.Value == flag,
        ConditionOperator.Ne => literal is FlagLiteral other && other.Value != flag,
        _ => literal is ListLiteral list && list.Values.Contains(new FlagLiteral(flag)),
    };
}
