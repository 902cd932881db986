using System.Text.Json;
using SmartDairy.Contracts.Alerts.Rules;
using SmartDairy.Rules.Language;

namespace SmartDairy.Rules.Conditions;

/// <summary>A value that is not of the type it is compared with is missing; in a list each value is compared by its own type.</summary>
internal sealed class ExtraFieldNode(FieldAccessor field, ConditionOperator op, Literal literal) : ConditionNode
{
    private readonly NumberNode _number = new(field, op, literal);
    private readonly TextNode _text = new(field, op, literal);
    private readonly BooleanNode _flag = new(field, op, literal);

    public override bool Holds(EvaluationContext sight, int[] slots) => (sight.GetExtraField(field.Name)?.ValueKind, literal) switch
    {
        (JsonValueKind.Number, NumberLiteral or ListLiteral) => _number.Compare(sight.GetExtraField(field.Name)!.Value.TryGetDouble(out var number) ? number : double.NaN),
        (JsonValueKind.String, TextLiteral or ListLiteral) => _text.Compare(sight.GetExtraField(field.Name)!.Value.GetString()),
        (JsonValueKind.True, BooleanLiteral or ListLiteral) => _flag.Compare(true),
        (JsonValueKind.False, BooleanLiteral or ListLiteral) => _flag.Compare(false),
        _ => false,
    };
}
