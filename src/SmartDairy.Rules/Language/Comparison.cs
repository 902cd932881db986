using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Rules.Fields;

namespace SmartDairy.Rules.Language;

/// <summary>One field compared with one literal.</summary>
public sealed record Comparison(FieldExpression Field, ConditionOperator Operator, Literal Value) : ConditionTree
{
    public override DeviceFamilies Families => Field.Families;

    public override IEnumerable<Comparison> Comparisons => [this];

    public override string ToString() => $"{Field} {OperatorSyntax.Format(Operator)} {Value}";
}
